import { expect, test } from 'vitest';
import { readHalves, writeHalves } from './half-vectors.ts';

/** Node has the type that not every browser has. */
const rounded = (vector: Float32Array) => Float32Array.from(new Float16Array(vector));

test('halves are rounded as IEEE 754 says, and every half comes back as it was', () => {
  const all = new Float16Array(Uint16Array.from({ length: 0x10000 }, (_, bits) => bits).buffer);
  const finite = Float32Array.from(all.filter((value) => Number.isFinite(value)));
  expect(readHalves(writeHalves([finite]))).toEqual(finite);
});

test('values between two halves go to the nearer one, and half-way to the even one', () => {
  const values = Float32Array.from({ length: 50_000 }, (_, at) => Math.sin(at) * 2 ** ((at % 40) - 25));
  const ties = Float32Array.from({ length: 4000 }, (_, at) => (1024 + at / 2) * 2 ** ((at % 30) - 25));
  for (const vector of [values, ties]) expect(readHalves(writeHalves([vector]))).toEqual(rounded(vector));
});

test('several vectors lie one after the other, and what is too great becomes the greatest', () => {
  const bytes = writeHalves([Float32Array.of(1, -2), Float32Array.of(1e9, 0.5)]);
  expect(bytes).toHaveLength(8);
  expect([...readHalves(bytes.subarray(4))]).toEqual([65504, 0.5]);
});
