import {
  CAPTURE_LIMITS,
  type CaptureRefusal,
  MAX_SHARED_BYTES,
  MAX_SHARED_FILES,
} from '../../core/capture/captured.ts';
import { SHARED_CACHE, type SharedFields, sharedFields, sharedFile } from './share.api.ts';

/**
 * What another program shares with Hearth comes as a form. It is kept until the page has taken it, and the page is opened at
 * what was kept: the kernel cannot be reached from here, and what comes is shown before it becomes anything.
 */
export async function receiveShared(request: Request, scope: string): Promise<Response> {
  const kept = await keepShared(request, scope).catch((): CaptureRefusal => 'nothing');
  const query = typeof kept === 'string' ? `refused=${kept}` : `shared=${kept.id}`;
  return Response.redirect(`${scope}#/capture?${query}`, 303);
}

async function keepShared(request: Request, scope: string): Promise<{ readonly id: string } | CaptureRefusal> {
  const form = await request.formData();
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, CAPTURE_LIMITS.text + 1) : '';
  };
  const files = form.getAll('files').filter((value) => value instanceof File && value.size > 0) as File[];
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (files.length > MAX_SHARED_FILES || bytes > MAX_SHARED_BYTES) return 'too-large';
  const fields: SharedFields = {
    ...{ title: text('title'), text: text('text'), url: text('url') },
    files: files.map(({ name, type }) => ({ name: name.slice(0, 255), type })),
  };
  const id = crypto.randomUUID();
  const cache = await caches.open(SHARED_CACHE);
  for (const [at, file] of files.entries()) await cache.put(sharedFile(scope, id, at), new Response(file));
  await cache.put(sharedFields(scope, id), Response.json(fields));
  return { id };
}
