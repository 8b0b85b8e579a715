import { type Install, watchInstall } from '../../../../src/app/pwa/install.ts';
import { startUpdates, type Updates } from '../../../../src/app/pwa/updates.ts';
import { allowOwnScripts } from '../../../../src/workers/link/trusted-scripts.client.ts';

/** Hearth's offline shell without the rest of Hearth: small enough to be built in several versions. */

declare const __BUILD_ID__: string;

export interface ShellPage {
  readonly buildId: string;
  readonly updates: Updates;
  readonly install: Install;
  /** While true, saving the draft fails. */
  refuseDraft: boolean;
  /** What a dedicated worker gets for a request: `ok` or the name of the error. */
  fetchInWorker(url: string): Promise<string>;
}

allowOwnScripts();
const draft = document.querySelector('textarea');
const updates = startUpdates({ buildId: __BUILD_ID__, scope: new URL('./', document.baseURI).href });
const shell: ShellPage = {
  buildId: __BUILD_ID__,
  updates,
  install: watchInstall(window),
  refuseDraft: false,
  fetchInWorker: (url) =>
    new Promise((resolve) => {
      const worker = new Worker(new URL('./fetch.worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
      worker.postMessage(url);
    }),
};
updates.beforeReload(async () => {
  if (shell.refuseDraft) throw new Error('no room for the draft');
  sessionStorage.setItem('draft', `${draft?.value ?? ''} (kept by ${__BUILD_ID__})`);
});
Object.assign(window, { shell });
