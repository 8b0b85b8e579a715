import { expect, test } from 'vitest';
import { isSumRight, readLayout, writeSum } from './page-sum.ts';

const WORDS = 1024;
const pageOf = (fill: (at: number) => number) => Uint32Array.from({ length: WORDS }, (_, at) => fill(at));

test('a page with its checksum is right, in its own place only', () => {
  const page = pageOf((at) => Math.imul(at, 2654435761));
  writeSum(page, 7);
  expect(isSumRight(page, 7)).toBe(true);
  expect(isSumRight(page, 8)).toBe(false);
});

test('any flipped bit is found, in the page and in its checksum', () => {
  const page = pageOf((at) => Math.imul(at + 1, 40503));
  writeSum(page, 1);
  for (let bit = 0; bit < WORDS * 32; bit += 13) {
    const word = bit >>> 5;
    page[word] = (page[word] ?? 0) ^ (1 << (bit & 31));
    expect(isSumRight(page, 1), `bit ${bit}`).toBe(false);
    page[word] = (page[word] ?? 0) ^ (1 << (bit & 31));
  }
  expect(isSumRight(page, 1)).toBe(true);
});

test('a page of zeros, two words that changed places and garbage are found', () => {
  expect(isSumRight(new Uint32Array(WORDS), 3)).toBe(false);
  const page = pageOf((at) => at * at);
  writeSum(page, 3);
  [page[10], page[12]] = [page[12] ?? 0, page[10] ?? 0];
  expect(isSumRight(page, 3)).toBe(false);
  expect(isSumRight(crypto.getRandomValues(new Uint32Array(WORDS)), 3)).toBe(false);
});

test('the layout is read from a header, and only from one', () => {
  const header = new Uint8Array(100);
  header.set(new TextEncoder().encode('SQLite format 3\0'));
  header[16] = 0x10;
  expect(readLayout(header)).toEqual({ pageBytes: 4096, summed: false });
  header[20] = 8;
  expect(readLayout(header)).toEqual({ pageBytes: 4096, summed: true });
  expect(readLayout(new Uint8Array(100))).toBeNull();
  header[17] = 3;
  expect(readLayout(header)).toBeNull();
});
