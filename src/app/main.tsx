import { STORE_WISHES, type StoreWish } from '../workers/kernel/kernel.api.ts';
import { createHearthClient } from '../workers/kernel/kernel.client.ts';
import { allowOwnScripts } from '../workers/link/trusted-scripts.client.ts';
import { createI18n } from './i18n/i18n.tsx';
import { mountHearth } from './mount.tsx';
import { watchInstall } from './pwa/install.ts';
import { startUpdates } from './pwa/updates.ts';

allowOwnScripts();

const host = document.getElementById('root');
if (host === null) throw new Error('index.html has no #root');

if ('locks' in navigator) start(host);
else host.textContent = createI18n()._('shell.noLocks');

/** `?store=sqlite` and the like; anything else asks for nothing. */
function storeAskedFor(search: string): StoreWish | null {
  const asked = new URLSearchParams(search).get('store');
  return STORE_WISHES.find((wish) => wish === asked) ?? null;
}

function start(root: HTMLElement): void {
  const buildId = __BUILD_ID__;
  const baseUrl = new URL('./', document.baseURI).href;
  const install = watchInstall(window);
  const client = createHearthClient({ buildId, baseUrl, store: storeAskedFor(location.search) });
  Object.defineProperty(window, 'hearth', { value: client, enumerable: true });
  mountHearth({ client, pwa: { updates: startUpdates({ buildId, scope: baseUrl }), install }, host: root });
}
