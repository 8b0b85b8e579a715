import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdSource } from './ids.ts';

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const random = { bytes: (length: number) => Uint8Array.from({ length }, () => Math.floor(Math.random() * 256)) };

test('ids are version 7 UUIDs that carry the millisecond of their making', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 47 }), (ms) => {
      const id = createIdSource({ nowMs: () => ms }, random).next();
      expect(id).toMatch(SHAPE);
      expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(ms);
    }),
  );
});

test('ids of one source strictly increase, also in one millisecond and when the clock steps back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2 ** 47 }), { minLength: 2, maxLength: 100 }), (times) => {
      let at = 0;
      const source = createIdSource({ nowMs: () => times[at] ?? 1 }, random);
      let last = '';
      for (at = 0; at < times.length; at++) {
        const id = source.next();
        expect(id > last).toBe(true);
        last = id;
      }
    }),
  );
  const still = createIdSource({ nowMs: () => 5 }, random);
  const many = Array.from({ length: 10_000 }, () => still.next());
  expect(many).toEqual(many.toSorted());
  expect(new Set(many).size).toBe(many.length);
});

test('a clock with fractions of a millisecond makes whole ids', () => {
  expect(createIdSource({ nowMs: () => 1234.5678 }, random).next()).toMatch(SHAPE);
});
