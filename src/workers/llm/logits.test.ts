import fc from 'fast-check';
import { expect, test } from 'vitest';
import { argmax, logProbability, meanLogProbability, penaliseRepetition } from './logits.ts';

const row = fc.array(fc.float({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 40 });

test('the probabilities of all tokens sum to one', () => {
  fc.assert(
    fc.property(row, (values) => {
      const logits = Float32Array.from(values);
      const sum = values.reduce((total, _, token) => total + Math.exp(logProbability(logits, token)), 0);
      expect(sum).toBeCloseTo(1, 5);
    }),
  );
});

test('a constant added to every logit changes no probability', () => {
  fc.assert(
    fc.property(row, fc.integer({ min: -20, max: 20 }), (values, shift) => {
      const before = logProbability(Float32Array.from(values), 0);
      const after = logProbability(
        Float32Array.from(values, (value) => value + shift),
        0,
      );
      expect(after).toBeCloseTo(before, 3);
    }),
  );
});

test('greedy decoding takes the most likely token', () => {
  fc.assert(
    fc.property(row, (values) => {
      const logits = Float32Array.from(values);
      const best = logProbability(logits, argmax(logits));
      for (let token = 0; token < values.length; token++) {
        expect(logProbability(logits, token)).toBeLessThanOrEqual(best);
      }
    }),
  );
});

test('the repetition penalty never makes a seen token more likely and leaves the others alone', () => {
  fc.assert(
    fc.property(row, fc.double({ min: 1, max: 2, noNaN: true }), (values, penalty) => {
      const logits = Float32Array.from(values);
      penaliseRepetition(logits, [0], penalty);
      expect(logits[0]).toBeLessThanOrEqual(Math.fround(values[0] ?? 0));
      expect([...logits.subarray(1)]).toEqual([...Float32Array.from(values.slice(1))]);
    }),
  );
});

test('a question is scored by the rows before its tokens, the last row is not used', () => {
  const logits = Float32Array.from([0, 9, 0, /**/ 9, 0, 0, /**/ -99, 99, 7]);
  const mean = meanLogProbability(logits, 3, [1, 0]);
  expect(mean).toBeCloseTo(logProbability(Float32Array.from([0, 9, 0]), 1), 6);
});
