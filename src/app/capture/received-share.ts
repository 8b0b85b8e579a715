import { SHARED_CACHE, type SharedFields, sharedFields, sharedFile } from '../../workers/sw/share.api.ts';

/** What another program shared, as the service worker kept it. */
export interface Shared {
  readonly fields: SharedFields;
  readonly files: readonly File[];
}

const scope = (): string => new URL('./', document.baseURI).href;

/** Null where it was taken already, or never was. */
export async function takeShared(id: string): Promise<Shared | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const cache = await caches.open(SHARED_CACHE);
  const kept = await cache.match(sharedFields(scope(), id));
  if (kept === undefined) return null;
  // The service worker wrote it in this very shape.
  const fields = (await kept.json()) as SharedFields;
  const files: File[] = [];
  for (const [at, { name, type }] of fields.files.entries()) {
    const body = await cache.match(sharedFile(scope(), id, at));
    if (body !== undefined) files.push(new File([await body.blob()], name, { type }));
  }
  return { fields, files };
}

export async function forgetShared(id: string): Promise<void> {
  const cache = await caches.open(SHARED_CACHE);
  const below = sharedFields(scope(), id).slice(0, -'fields'.length);
  for (const request of await cache.keys()) if (request.url.startsWith(below)) await cache.delete(request);
}
