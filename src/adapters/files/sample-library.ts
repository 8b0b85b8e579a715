import { z } from 'zod';
import { checkInput } from '../../core/check-input.ts';
import { AppError } from '../../core/errors.ts';

const manifestSchema = z.array(z.object({ path: z.string(), sizeBytes: z.number(), mediaType: z.string() }));

/** The notes that ship with the app, from its own origin. Rejects with `offline` where they cannot be reached. */
export async function fetchSampleLibrary(
  baseUrl: string,
  signal?: AbortSignal,
): Promise<{ readonly path: string; readonly file: File }[]> {
  const folder = new URL('sample-library/', baseUrl);
  const get = async (path: string) => {
    const response = await fetch(new URL(path, folder), signal === undefined ? {} : { signal }).catch(refuse);
    if (!response.ok) return refuse(`status ${response.status}`);
    return response;
  };
  const manifest = checkInput(manifestSchema, await (await get('manifest.json')).json(), 'sample library');
  return Promise.all(
    manifest.map(async ({ path, mediaType }) => {
      const bytes = await (await get(encodePath(path))).blob();
      return { path: `Sample library/${path}`, file: new File([bytes], path, { type: mediaType }) };
    }),
  );
}

const encodePath = (path: string) => path.split('/').map(encodeURIComponent).join('/');

function refuse(cause: unknown): never {
  if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
  throw new AppError('offline', 'The sample library could not be fetched. Try again when you are online.', { cause });
}
