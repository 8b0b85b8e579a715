import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkInput } from './check-input.ts';

const schema = z.strictObject({
  name: z.string().min(1),
  files: z.array(z.strictObject({ size: z.number() })).default([]),
});

const refusal = (input: unknown): unknown => {
  try {
    return checkInput(schema, input, 'order');
  } catch (thrown) {
    return thrown;
  }
};

test('what fits comes back with its defaults', () => {
  expect(checkInput(schema, { name: 'a' }, 'order')).toEqual({ name: 'a', files: [] });
});

test.each([
  ['a field', { name: 7 }, 'name'],
  ['a field that is missing', {}, 'name'],
  ['a field of an element', { name: 'a', files: [{ size: 1 }, { size: 'x' }] }, 'files.1.size'],
  ['a field that is unknown', { name: 'a', colour: 'red' }, 'colour'],
  ['an unknown field of an element', { name: 'a', files: [{ size: 1, colour: 'red' }] }, 'files.0.colour'],
  ['the whole', null, ''],
])('%s that does not fit is named', (_, input, field) => {
  expect(refusal(input)).toMatchObject({ code: 'bad-input', retryable: false, details: { field } });
  expect(String(refusal(input))).toContain('order');
});
