import { expect, it } from 'vitest';
import { formatFile } from '../../../../tests/format-file.ts';
import { FUZZ_TIMEOUT_MS } from '../../../../tests/fuzz-runs.ts';
import { expectSoundReading, fuzzReader, readAll } from '../../../../tests/reader-laws.ts';
import { locate } from '../../../core/items/source-map.ts';
import { readCode } from './read-code.ts';

const SAMPLES = ['garden.py', 'rent.ts', 'Makefile'].map((name) => formatFile(`code/${name}`));

it.each(SAMPLES)('source code in $fileName stays as it is, with its lines', async ({ fileName, bytes }) => {
  const [reading] = await readAll(readCode, { fileName, bytes });
  const [document] = reading?.documents ?? [];
  if (reading === undefined || document === undefined) throw new Error('there is no document');
  expectSoundReading(reading);
  expect(document).toMatchObject({ kind: 'code', title: fileName, text: new TextDecoder().decode(bytes) });
  const lines = document.text.split('\n');
  const start = document.text.indexOf(lines[5] ?? '');
  expect(locate(document, { start, end: start + 1 })?.line).toBe(6);
});

it(
  'source code is read or refused, whatever its bytes',
  async () => {
    await fuzzReader(readCode, SAMPLES, { name: 'code' });
  },
  FUZZ_TIMEOUT_MS,
);
