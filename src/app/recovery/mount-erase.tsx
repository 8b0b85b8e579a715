import { createRoot } from 'react-dom/client';
import { TextProvider } from '../i18n/i18n.tsx';
import { preparePage, prepareVoice } from '../mount.tsx';
import { ErasePage } from './ErasePage.tsx';

export interface MountEraseOptions {
  readonly host: HTMLElement;
  /** Whether another tab erases, and this one only says so. */
  readonly isTold: boolean;
}

/** Draws the page that erases; nothing else of Hearth runs in it, so that nothing is written behind its back. */
export function mountErase({ host, isTold }: MountEraseOptions): void {
  preparePage();
  const { i18n, speaker, ready } = prepareVoice();
  const draw = () =>
    createRoot(host).render(
      <TextProvider i18n={i18n} speaker={speaker}>
        <ErasePage isTold={isTold} />
      </TextProvider>,
    );
  void ready.then(draw);
}
