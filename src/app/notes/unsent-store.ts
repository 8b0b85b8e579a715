import type { Id } from '../../core/ids.ts';
import type { UnsentEdit } from './edit-sender.ts';

/** What of the browser's `Storage` is used here. */
export interface TextStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const PREFIX = 'hearth.unsent.';

/** Edits that are not confirmed, by note, kept for when the page goes before they are. */
export interface UnsentStore {
  /** Beside what other tabs have put. False when the browser refuses to keep them. */
  add(itemId: Id, edits: readonly UnsentEdit[]): boolean;
  remove(itemId: Id, commandId: Id): void;
  get(itemId: Id): readonly UnsentEdit[];
  itemIds(): readonly Id[];
}

export function createUnsentStore(storage: TextStorage): UnsentStore {
  const get = (itemId: Id) => decodeAll(storage.getItem(PREFIX + itemId));
  const put = (itemId: Id, edits: readonly UnsentEdit[]): boolean => {
    try {
      if (edits.length === 0) storage.removeItem(PREFIX + itemId);
      else storage.setItem(PREFIX + itemId, JSON.stringify(edits.map(encode)));
      return true;
    } catch {
      // The quota, or storage that is denied: the page's memory is then the only place, and the caller says so.
      return false;
    }
  };
  return {
    get,
    add(itemId, edits) {
      const known = get(itemId);
      const added = edits.filter((edit) => !known.some(({ commandId }) => commandId === edit.commandId));
      return added.length === 0 || put(itemId, [...known, ...added]);
    },
    remove(itemId, commandId) {
      const known = get(itemId);
      const left = known.filter((edit) => edit.commandId !== commandId);
      if (left.length < known.length) put(itemId, left);
    },
    itemIds() {
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
      return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    },
  };
}

const encode = ({ commandId, update }: UnsentEdit): [string, string] => [commandId, toBase64(update)];

function decodeAll(stored: string | null): readonly UnsentEdit[] {
  if (stored === null) return [];
  const parsed: unknown = JSON.parse(stored);
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((pair: unknown) => {
    if (!Array.isArray(pair)) return [];
    const [commandId, update]: unknown[] = pair;
    if (typeof commandId !== 'string' || typeof update !== 'string') return [];
    return [{ commandId, update: fromBase64(update) }];
  });
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8_192) binary += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(binary);
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0));
