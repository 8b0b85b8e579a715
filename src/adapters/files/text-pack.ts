import { z } from 'zod';
import { checkInput } from '../../core/check-input.ts';
import { AppError } from '../../core/errors.ts';

/** Texts by their paths, as the build packs them (`scripts/vite-packs.ts`). */
const packSchema = z.record(z.string(), z.string());

/** From the own origin; the service worker keeps them for use without a network. Rejects with `offline`, saying `refusal`. */
export async function fetchTextPack(
  { baseUrl, name, refusal }: { readonly baseUrl: string; readonly name: string; readonly refusal: string },
  signal?: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const refuse = (cause: unknown): never => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new AppError('offline', refusal, { cause });
  };
  const address = new URL(`packs/${name}.json`, baseUrl);
  const response = await fetch(address, signal === undefined ? {} : { signal }).catch(refuse);
  if (!response.ok) return refuse(`status ${response.status}`);
  return checkInput(packSchema, await response.json(), name);
}
