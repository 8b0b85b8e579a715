import { readFile } from 'node:fs/promises';
import { lazyTokenCounter } from '../src/workers/parse/token-counter.ts';

/** The vocabulary as the reader's worker has it, from the sources. */
export const testTokenCounter = lazyTokenCounter(() =>
  readFile(new URL('../src/workers/parse/word-pieces.txt', import.meta.url), 'utf8'),
);
