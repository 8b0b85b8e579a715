import { PrecacheController, type PrecacheEntry } from 'workbox-precaching';
import { modelResponse, policyFor, withPolicy } from './cache.ts';
import { createPace } from './pace.ts';
import { answerPrecached, deleteOldCaches, PRECACHE } from './precache.ts';
import { receiveShared } from './share.ts';
import type { PrecacheProgress, ServiceWorkerState, ToServiceWorker } from './sw.api.ts';

/**
 * Keeps the shell, the engines and the sample library for use without a network. A new version waits until the page says
 * `SKIP_WAITING`, so that no tab is moved under a user's hands (`docs/pwa.md`).
 */
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };
declare const __BUILD_ID__: string;

const precache = new PrecacheController({
  cacheName: PRECACHE,
  plugins: [{ handlerDidComplete: ({ event }) => (event?.type === 'install' ? tellProgress() : Promise.resolve()) }],
});
precache.addToCacheList(self.__WB_MANIFEST);
const total = precache.getCachedURLs().length;

self.addEventListener('install', (event) => {
  event.waitUntil(precache.install(event));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate(event));
});

async function activate(event: ExtendableEvent): Promise<void> {
  await precache.activate(event);
  await deleteOldCaches(self.caches, self.registration.scope);
  await self.clients.claim();
}

self.addEventListener('message', (event) => {
  const message = event.data as ToServiceWorker | null;
  if (message?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
  if (message?.type === 'HEARTH_STATE') event.waitUntil(state().then((answer) => event.ports[0]?.postMessage(answer)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'POST' && request.url === `${self.registration.scope}share`)
    return event.respondWith(receiveShared(request, self.registration.scope));
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(respond(request));
});

async function respond(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.slice(new URL(self.registration.scope).pathname.length);
  if (path.startsWith('models/')) return modelResponse(request);
  const response = await answerPrecached(precache, request, self.registration.scope);
  return withPolicy(response ?? (await fetch(request)), policyFor(request));
}

async function state(): Promise<ServiceWorkerState> {
  const cache = await self.caches.open(PRECACHE);
  const keys = new Set((await cache.keys()).map((request) => request.url));
  const kept = precache.getCachedURLs().filter((url) => keys.has(precache.getCacheKeyForURL(url) ?? url)).length;
  return { buildId: __BUILD_ID__, kept, total };
}

let kept = 0;
/** There are hundreds of files, most of them small. */
const isTimeToTell = createPace(100);

async function tellProgress(): Promise<void> {
  kept += 1;
  if (!isTimeToTell(performance.now(), kept === total)) return;
  const progress: PrecacheProgress = { type: 'HEARTH_PRECACHE', buildId: __BUILD_ID__, kept, total };
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) page.postMessage(progress);
}
