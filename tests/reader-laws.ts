import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { expect } from 'vitest';
import { AppError } from '../src/core/errors.ts';
import type { ParsedDocument, Span } from '../src/core/items/item.ts';
import type { SourcePlace } from '../src/core/items/source-place.ts';
import { rowCells } from '../src/core/items/table-row.ts';
import { packRows } from '../src/core/items/table-rows.ts';
import type { Reader, Reading } from '../src/workers/parse/readers/reader.ts';
import { fuzzRuns, fuzzSeed } from './fuzz-runs.ts';
import { HANG_MS } from './hang.ts';

/** What holds for every reading of every format, and random inputs to try it on. */

function expectOrdered(name: string, spans: readonly Span[], length: number): void {
  let reached = 0;
  for (const { start, end } of spans) {
    const sound = Number.isInteger(start) && start >= reached && end >= start && end <= length;
    if (!sound) expect.fail(`${name}: [${start}, ${end}) after ${reached} of ${length}`);
    reached = end;
  }
}

function expectSoundPlace(place: SourcePlace): void {
  if (place.type === 'page') expect(place.page).toBeGreaterThanOrEqual(1);
  if (place.type === 'page' || place.type === 'image') {
    for (const [left, top, right, bottom] of place.type === 'page' ? place.boxes : [place.box]) {
      const sound = 0 <= left && left <= right && right <= 1 && 0 <= top && top <= bottom && bottom <= 1;
      if (!sound) expect.fail(`A box outside its page: ${[left, top, right, bottom].join(', ')}`);
    }
  }
  if (place.type === 'row') expect(place.row).toBeGreaterThanOrEqual(1);
  if (place.type === 'line') expect(place.line).toBeGreaterThanOrEqual(1);
}

/** The cells of each row lie in its line, in order, and hold all that stands between the marks. */
function expectSoundRows({ text, places, details }: ParsedDocument): void {
  if (details?.type !== 'table') return;
  const rows = packRows(details.sheets, places);
  expect(rows.sheets.at(-1)?.to).toBe(places.length);
  for (const { columns, from, to } of rows.sheets) {
    for (const { start, end, cells } of places.slice(from, to)) {
      const line = text.slice(start, end);
      expectOrdered('cell', rowCells(line, columns, cells ?? null), line.length);
    }
  }
}

const expectTime = (ms: number | null): void => {
  if (ms !== null) expect(Math.abs(ms)).toBeLessThanOrEqual(8.64e15);
};

function expectSoundDocument(document: ParsedDocument): void {
  const { text, title, language, links, sourceMap, places, folded } = document;
  expect(title.trim()).not.toBe('');
  expect(title.length).toBeLessThanOrEqual(200);
  expect(title).not.toMatch(/[\n\r]/);
  expect(language).toMatch(/^(?:[a-z]{2}|und)$/);
  expectOrdered('sourceMap', sourceMap, text.length);
  expectOrdered('places', places, text.length);
  expectOrdered('folded', folded, text.length);
  for (const { span } of links) expectOrdered('link', [span], text.length);
  for (const { place } of places) expectSoundPlace(place);
  expectSoundRows(document);
  for (const range of sourceMap) expect(range.sourceEnd).toBeGreaterThanOrEqual(range.sourceStart);
  expectOrdered(
    'pictures',
    document.pictures.map((page) => ({ start: page, end: page })),
    Number.MAX_SAFE_INTEGER,
  );
  expectTime(document.createdMs);
  expectTime(document.updatedMs);
}

/** Spans lie inside the text and are in order, boxes inside their page, parts have names that differ. */
export function expectSoundReading(reading: Reading): void {
  for (const document of reading.documents) expectSoundDocument(document);
  const parts = reading.documents.map(({ part }) => part);
  expect(new Set(parts).size).toBe(parts.length);
  const isPart = (part: string | null): boolean => part === null || parts.includes(part);
  for (const { path, attachedTo } of reading.embedded) {
    expect(path).not.toBe('');
    expect(attachedTo).toSatisfy(isPart);
  }
  for (const { reason } of reading.refused) expect(reason).toMatch(/\S/);
}

export interface FuzzSample {
  /** With the extension of its format. */
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface FuzzOptions {
  /** Stands in the message of a failure. */
  readonly name: string;
  /** Inputs, where `HEARTH_FUZZ` does not say. Default 60. */
  readonly runs?: number;
  /** The samples are zip archives: every second input changes what lies inside one. */
  readonly inZip?: boolean;
}

type Change = readonly [kind: 'set' | 'drop' | 'repeat' | 'cut' | 'mix', at: number, size: number, values: Uint8Array];

/** Values that readers count, compare and allocate by. */
const TELLING = [0, 1, 0x7f, 0x80, 0xff, 0x0a, 0x22, 0x25, 0x28, 0x2d, 0x3c, 0x3e, 0x5b, 0x7b];

const changes = fc.array(
  fc.tuple(
    fc.constantFrom('set', 'set', 'set', 'drop', 'repeat', 'cut', 'mix'),
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    fc.integer({ min: 1, max: 64 }),
    fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 16 }),
      fc.array(fc.constantFrom(...TELLING), { minLength: 1, maxLength: 8 }).map((values) => Uint8Array.from(values)),
    ),
  ),
  { minLength: 1, maxLength: 12 },
) as fc.Arbitrary<readonly Change[]>;

const joined = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

function changed(bytes: Uint8Array, [kind, share, size, values]: Change, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const at = Math.floor(share * bytes.length);
  const before = bytes.subarray(0, at);
  if (kind === 'cut') return joined(before);
  if (kind === 'set') return joined(before, values, bytes.subarray(at + values.length));
  if (kind === 'drop') return joined(before, bytes.subarray(at + size));
  if (kind === 'repeat') return joined(bytes.subarray(0, at + size), bytes.subarray(at));
  return joined(before, other.subarray(Math.floor(share * other.length)).subarray(0, size * 8), bytes.subarray(at));
}

const mutated = (bytes: Uint8Array<ArrayBuffer>, all: readonly Change[], other: Uint8Array): Uint8Array<ArrayBuffer> =>
  all.reduce((now, change) => changed(now, change, other), bytes);

/** The same archive with one of its files changed. */
function mutatedInZip(bytes: Uint8Array, all: readonly Change[], other: Uint8Array): Uint8Array<ArrayBuffer> {
  const files = unzipSync(bytes);
  const names = Object.keys(files).filter((name) => (files[name]?.length ?? 0) > 0);
  const name = names[Math.floor((all[0]?.[1] ?? 0) * names.length)] ?? '';
  const tail = all.length > 1 ? all.slice(1) : all;
  return joined(zipSync({ ...files, [name]: mutated(joined(files[name] ?? joined()), tail, other) }, { level: 1 }));
}

/** More batches than a small file can have mean that the reader goes round. */
const MAX_BATCHES = 200;

/** Every batch of a file. */
export async function readAll(reader: Reader, { fileName, bytes }: FuzzSample): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  let cursor: number | null = 0;
  while (cursor !== null) {
    const reading = await reader({ path: fileName, fileName, mediaType: '', bytes: new Blob([bytes]), cursor });
    readings.push(reading);
    if (reading.next !== null) expect(reading.next).toBeGreaterThan(cursor);
    cursor = reading.next;
    expect(readings.length).toBeLessThan(MAX_BATCHES);
  }
  return readings;
}

async function inTime<T>(work: Promise<T>, name: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const started = Date.now();
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} hangs`)), HANG_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    expect(Date.now() - started, name).toBeLessThan(HANG_MS);
  }
}

/**
 * Reads damaged forms of the samples: each is a sound reading or is refused by an `AppError` that is no defect, in time.
 * The seed is printed; `HEARTH_SEED` tries the same inputs again.
 */
export async function fuzzReader(
  reader: Reader,
  samples: readonly FuzzSample[],
  { name, runs = 60, inZip = false }: FuzzOptions,
): Promise<void> {
  const sample = fc.constantFrom(...samples);
  const inputs = fuzzRuns(runs);
  const seed = fuzzSeed();
  console.log(`${name}: ${inputs} inputs, HEARTH_SEED=${seed}`);
  await fc.assert(
    fc.asyncProperty(sample, sample, changes, fc.boolean(), async ({ fileName, bytes }, other, all, inside) => {
      const input = (inZip && inside ? mutatedInZip : mutated)(bytes, all, other.bytes);
      try {
        const readings = await inTime(readAll(reader, { fileName, bytes: input }), name);
        for (const reading of readings) expectSoundReading(reading);
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code === 'internal') throw thrown;
        expect(thrown.message).toMatch(/^[A-Z].*[.!?]$/s);
      }
    }),
    { numRuns: inputs, seed, endOnFailure: true },
  );
}
