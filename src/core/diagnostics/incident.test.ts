import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError, CancelledError, ERROR_CODES } from '../errors.ts';
import { describeIncident } from './incident.ts';

const SECRET = 'hunter2-Bewerbung';

test('answers to what was asked are no incidents', () => {
  for (const code of ['bad-input', 'not-found', 'conflict', 'offline'] as const) {
    expect(describeIncident('call ping', new AppError(code, 'No.'))).toBe(null);
  }
  expect(describeIncident('call ping', new CancelledError())).toBe(null);
});

test('an incident has its code, its place, and where in our scripts it came from', () => {
  const cause = new TypeError(SECRET);
  cause.stack = `TypeError: ${SECRET}\n    at takeOver (https://me.example/hearth/assets/kernel-a1B2.js:12:345)\n    at x (file:///home/me/find.ts:1:2)`;
  const error = new AppError('internal', SECRET, { cause, details: { step: 3, table: 'chunks', file: SECRET } });
  expect(describeIncident('index', error)).toEqual({
    code: 'internal',
    place: 'index',
    message: 'step: 3 · table: chunks · TypeError at kernel-a1B2.js:12:345 < find.ts:1:2',
  });
});

test('a message that looks like a trace is none', () => {
  const thrown = new Error(`first\n    at hunter2 (secret-name.js:1:1)\nlast`);
  expect(describeIncident('index', thrown)?.message).not.toContain('secret-name');
});

test('whatever an error holds, none of it is told', () => {
  const word = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `${text}${SECRET}${text}`);
  const details = fc.dictionary(fc.string(), fc.oneof(word, fc.double(), fc.boolean()));
  fc.assert(
    fc.property(fc.constantFrom(...ERROR_CODES), word, word, word, details, (code, message, name, stack, held) => {
      const cause = new Error(message);
      cause.name = name;
      cause.stack = stack;
      const error = new AppError(code, message, { cause, details: { ...held, [SECRET]: 1 } });
      expect(JSON.stringify(describeIncident('index', error))).not.toContain('hunter2');
    }),
  );
});
