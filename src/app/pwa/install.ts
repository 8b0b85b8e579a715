/** Chromium's event, which no standard library types describe. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/**
 * `available`: the browser offers a prompt. `by-hand`: it has none, or not now; the browser's own menu may have an entry.
 * `installed`: it runs as an app.
 */
export type InstallState = 'available' | 'by-hand' | 'installed';

export interface Install {
  readonly state: InstallState;
  onChange(changed: () => void): () => void;
  /** Shows the browser's prompt; false when there is none or the user said no. Call it from a click. */
  install(): Promise<boolean>;
}

/** Catches the browser's offer to install, which comes once and early: call it before the first render. */
export function watchInstall(page: Window): Install {
  const listeners = new Set<() => void>();
  let prompt: InstallPromptEvent | null = null;
  let state: InstallState = page.matchMedia('(display-mode: standalone)').matches ? 'installed' : 'by-hand';
  const put = (next: InstallState) => {
    state = next;
    for (const changed of listeners) changed();
  };
  page.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    prompt = event as InstallPromptEvent;
    put('available');
  });
  page.addEventListener('appinstalled', () => put('installed'));
  return {
    get state() {
      return state;
    },
    onChange(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    async install() {
      const offer = prompt;
      if (offer === null) return false;
      prompt = null; // an offer can be shown once
      const { outcome } = await offer.prompt();
      put(outcome === 'accepted' ? 'installed' : 'by-hand');
      return outcome === 'accepted';
    },
  };
}
