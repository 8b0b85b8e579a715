import { CancelledError, toAppError } from '../../core/errors.ts';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import { collectPlaces, type Place } from '../import/collect.ts';
import type { Mention } from './drafts.ts';

/** Things that one attachment may become the question's: of a mailbox the first ones. */
const MOST_THINGS = 50;

export interface AttachOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface Attached {
  readonly mentions: readonly Mention[];
  /** Files that could not be read, each with why. */
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
}

/** Brings files in as any import does, and says which things they became. Rejects when it was refused or stopped. */
export async function attachPlaces(
  client: Pick<HearthClient, 'import'>,
  places: readonly Place[],
  { signal, onProgress }: AttachOptions,
): Promise<Attached> {
  const found = await collectPlaces(places, { signal });
  const failed = found.leftOut.map(({ path }) => ({ name: path, reason: '' }));
  if (found.sources.length === 0) return { mentions: [], failed };
  const report = await client.import(found.sources, {
    ...(found.label === null ? {} : { label: found.label }),
    signal,
    onProgress: ({ done, total }) => onProgress(done, total ?? found.sources.length),
  });
  if (report.import.status !== 'done') throw new CancelledError();
  const seen = new Map<string, Mention>();
  for (const { itemId, path, status, reason } of report.files) {
    if (status === 'failed') failed.push({ name: nameOf(path), reason: reason ?? '' });
    else if (itemId !== null && seen.size < MOST_THINGS && !seen.has(itemId))
      seen.set(itemId, { id: itemId, title: nameOf(path), kind: 'file' });
  }
  return { mentions: [...seen.values()], failed };
}

const nameOf = (path: string): string => path.split('/').at(-1) ?? path;

/** Files from the clipboard. A picture has no name of its own there: it gets the moment. */
export function pastedFiles(files: Iterable<File>, name: string): readonly Place[] {
  return Array.from(files, (file) => {
    const ending = /\.\w+$/.exec(file.name)?.[0] ?? '';
    const isNameless = /^image\.\w+$/.test(file.name);
    const named = isNameless ? new File([file], `${name}${ending}`, { type: file.type }) : file;
    return { kind: 'file', name: named.name, open: async () => named };
  });
}

export const sayWhy = (thrown: unknown): string | null => {
  const error = toAppError(thrown);
  return error.code === 'cancelled' ? null : error.message;
};
