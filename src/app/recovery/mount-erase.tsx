import { createRoot } from 'react-dom/client';
import { createI18n, TextProvider } from '../i18n/i18n.tsx';
import { preparePage } from '../mount.tsx';
import { ErasePage } from './ErasePage.tsx';

export interface MountEraseOptions {
  readonly host: HTMLElement;
  /** Whether another tab erases, and this one only says so. */
  readonly isTold: boolean;
}

/** Draws the page that erases; nothing else of Hearth runs in it, so that nothing is written behind its back. */
export function mountErase({ host, isTold }: MountEraseOptions): void {
  preparePage();
  createRoot(host).render(
    <TextProvider i18n={createI18n()}>
      <ErasePage isTold={isTold} />
    </TextProvider>,
  );
}
