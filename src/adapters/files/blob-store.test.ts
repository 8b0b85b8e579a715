import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns } from '../../../tests/fuzz-runs.ts';
import { sha256, sha256InPieces } from './blob-store.ts';

const MB = 1024 * 1024;

test('a file read in pieces has the same name as one that is read at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 1, 8 * MB - 1, 8 * MB, 8 * MB + 1, 17 * MB),
      fc.nat(255),
      async (size, byte) => {
        const bytes = new Uint8Array(size).fill(byte);
        expect(await sha256InPieces(new Blob([bytes]))).toBe(await sha256(bytes.buffer));
      },
    ),
    { numRuns: fuzzRuns(8) },
  );
});

test('reading in pieces stops when it is told to', async () => {
  const bytes = new Blob([new Uint8Array(20 * MB)]);
  await expect(sha256InPieces(bytes, { aborted: true })).rejects.toMatchObject({ code: 'cancelled' });
});
