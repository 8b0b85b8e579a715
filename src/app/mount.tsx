// First, so that what a part says of itself goes before what is said of all.
import './ui/base.css';
import type { I18n } from '@lingui/core';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { HearthClient } from '../workers/kernel/kernel.api.ts';
import { createI18n } from './i18n/i18n.tsx';
import { decideSpeech } from './i18n/language.ts';
import { createSpeaker, type Speaker } from './i18n/speak.ts';
import { resendUnsent } from './notes/send-edit.ts';
import { createUnsentStore } from './notes/unsent-store.ts';
import { createTabStore } from './panes/tab-store.ts';
import { createHearthRouter, createPaneRouter } from './router.tsx';
import { applyAppearance, readAppearance } from './settings/appearance.ts';
import { App } from './shell/App.tsx';
import type { Pwa } from './shell/pwa.tsx';

/**
 * react-aria puts a rule into a style element of its own, unless an element with this id is there. The policy refuses
 * style elements; the rule is in `base.css`.
 */
function keepStyleElementsOut(): void {
  const marker = document.createElement('meta');
  marker.id = 'react-aria-pressable-style';
  document.head.append(marker);
}

/** What every page needs before the first thing is drawn. Writes nothing down. */
export function preparePage(): void {
  keepStyleElementsOut();
  applyAppearance(readAppearance(localStorage), document.documentElement);
}

export interface Voice {
  readonly i18n: I18n;
  readonly speaker: Speaker;
  /** When the language that is spoken here can be. It does not fail: English is there in any case. */
  readonly ready: Promise<void>;
}

/** The language as it was the last time, or as the system has it. */
export function prepareVoice(): Voice {
  const i18n = createI18n();
  const speaker = createSpeaker(i18n, document.documentElement);
  const { language } = readAppearance(localStorage);
  const ready = speaker.speak(decideSpeech(language, navigator.languages, location.search));
  return {
    i18n,
    speaker,
    ready: ready.catch((failed: unknown) => console.warn('The texts of the language could not be loaded', failed)),
  };
}

export interface MountOptions {
  readonly client: HearthClient;
  readonly pwa: Pwa;
  readonly host: HTMLElement;
}

/** Draws Hearth into the page. */
export function mountHearth({ client, pwa, host }: MountOptions): void {
  preparePage();
  const { i18n, speaker, ready } = prepareVoice();
  void resendUnsent(client, createUnsentStore(localStorage));
  const router = createHearthRouter();
  const draw = () => {
    // Of the address that there is now: the first one may have led on to another.
    const tabs = createTabStore({ history: router.history, newId: () => client.newId(), storage: sessionStorage });
    const app = (
      <StrictMode>
        <App
          client={client}
          pwa={pwa}
          i18n={i18n}
          speaker={speaker}
          router={router}
          createPaneRouter={createPaneRouter}
          tabs={tabs}
        />
      </StrictMode>
    );
    // At once: a task of its own would come after a frame that shows nothing.
    flushSync(() => createRoot(host).render(app));
  };
  // The view is there with its frame, not a moment after it; what cannot be loaded is said within the frame.
  Promise.all([router.load(), ready]).then(draw, draw);
}
