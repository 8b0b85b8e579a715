import type { PrecacheController } from 'workbox-precaching';

declare const self: ServiceWorkerGlobalScope;

/** One cache for each place that Hearth is hosted at, so that two copies on one origin leave each other alone. */
const PREFIX = 'hearth-shell-v1 ';
export const PRECACHE = `${PREFIX}${self.registration.scope}`;

/**
 * The kept answer: the file itself, or the page for an address within the scope that is no file. `undefined` where the
 * network must be asked.
 */
export async function answerPrecached(
  precache: PrecacheController,
  request: Request,
  scope: string,
): Promise<Response | undefined> {
  const url = new URL(request.url);
  url.search = '';
  url.hash = '';
  if (url.href === scope) url.pathname += 'index.html';
  const file = await precache.matchPrecache(url.href);
  if (file !== undefined || request.mode !== 'navigate') return file;
  // The page's own addresses are relative: below another folder it would look for them in the wrong place.
  if (url.href.slice(scope.length).includes('/')) return Response.redirect(scope);
  return precache.matchPrecache(new URL('index.html', scope).href);
}

/** Caches of this scope under earlier names. Model files and other scopes stay. */
export async function deleteOldCaches(caches: CacheStorage, scope: string): Promise<void> {
  const old = (await caches.keys()).filter(
    (name) => name.startsWith('hearth-shell-') && name.endsWith(` ${scope}`) && name !== PRECACHE,
  );
  await Promise.all(old.map((name) => caches.delete(name)));
}
