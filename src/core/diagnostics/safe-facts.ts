import { ERROR_CODES } from '../errors.ts';

/** Texts that are ours, whoever says them: what else is a text could be anything of the user's. */
const KNOWN_WORDS: ReadonlySet<string> = new Set([
  ...ERROR_CODES,
  ...['ok', 'done', 'failed', 'running', 'paused', 'stopped', 'interrupted', 'none', 'full', 'empty'],
  ...['pglite', 'sqlite', 'postgresql', 'opfs', 'memory', 'folder', 'wasm', 'webgpu'],
  ...['items', 'item_bodies', 'item_texts', 'chunks', 'embeddings', 'blobs', 'links', 'tags', 'messages', 'change_log'],
  ...['import', 'turn', 'archive', 'backup', 'drill', 'move', 'repair', 'restore'],
]);

/** A name as we write them in code. */
const NAME = /^[a-z][a-zA-Z]{0,30}$/;

/**
 * What of an object can be told to anybody, as `name: value`: numbers, truths, and words that are ours. Names are kept where
 * they are written like ours; an object that has the user's texts as its names has to be left out by whoever holds it.
 */
export function safeFacts(facts: unknown): string[] {
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) return [];
  return Object.entries(facts).flatMap(([name, value]) =>
    NAME.test(name) && isSafe(value) ? [`${name}: ${value}`] : [],
  );
}

const isSafe = (value: unknown): boolean =>
  (typeof value === 'number' && Number.isFinite(value)) ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && KNOWN_WORDS.has(value));
