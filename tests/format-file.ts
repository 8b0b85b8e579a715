import { readFileSync } from 'node:fs';
import type { FuzzSample } from './reader-laws.ts';

/** A real file out of `tests/fixtures/formats`, by its path there. */
export const formatFile = (path: string): FuzzSample => ({
  fileName: path.slice(path.lastIndexOf('/') + 1),
  bytes: new Uint8Array(readFileSync(new URL(`./fixtures/formats/${path}`, import.meta.url))),
});
