import { STORE_WISHES, type StoreWish } from '../workers/kernel/kernel.api.ts';
import { createHearthClient } from '../workers/kernel/kernel.client.ts';
import { allowOwnScripts } from '../workers/link/trusted-scripts.client.ts';
import { createI18n } from './i18n/i18n.tsx';
import { mountHearth } from './mount.tsx';
import { backUpBeforeUpdate } from './pwa/back-up-before-update.ts';
import { watchInstall } from './pwa/install.ts';
import { startUpdates } from './pwa/updates.ts';
import { isErasing, leaveWhenErased, wasTold } from './recovery/erase-mark.ts';
import { keepWorkspace, keptWorkspace } from './spaces/kept-workspace.ts';
import { afterPaint } from './ui/after-paint.ts';

allowOwnScripts();

const host = document.getElementById('root');
if (host === null) throw new Error('index.html has no #root');

const isTold = wasTold(location.search);
if (!('locks' in navigator)) host.textContent = createI18n()._('shell.noLocks');
else if (isTold || isErasing(localStorage)) void goOnErasing(host);
else start(host);

/** Nothing else is started: what runs could write again. */
async function goOnErasing(root: HTMLElement): Promise<void> {
  const { mountErase } = await import('./recovery/mount-erase.tsx');
  mountErase({ host: root, isTold });
}

/** `?store=sqlite` and the like; anything else asks for nothing. */
function storeAskedFor(search: string): StoreWish | null {
  const asked = new URLSearchParams(search).get('store');
  return STORE_WISHES.find((wish) => wish === asked) ?? null;
}

function start(root: HTMLElement): void {
  const buildId = __BUILD_ID__;
  const baseUrl = new URL('./', document.baseURI).href;
  leaveWhenErased();
  const install = watchInstall(window);
  const windows = { session: sessionStorage, local: localStorage };
  const store = storeAskedFor(location.search);
  const begin = new Promise<void>(afterPaint);
  const client = createHearthClient({ buildId, baseUrl, store, workspace: keptWorkspace(windows), begin });
  client.onWorkspace(() => keepWorkspace(windows, client.workspace));
  Object.defineProperty(window, 'hearth', { value: client, enumerable: true });
  const updates = startUpdates({ buildId, scope: baseUrl, beforeUpdate: () => backUpBeforeUpdate(client) });
  mountHearth({ client, pwa: { updates, install }, host: root });
}
