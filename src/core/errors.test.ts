import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  AppError,
  CancelledError,
  decodeError,
  ERROR_CODES,
  encodeError,
  throwIfAborted,
  toAppError,
} from './errors.ts';

test.each(ERROR_CODES)('%s crosses a boundary as it is', (code) => {
  const error = new AppError(code, 'A sentence.', { details: { field: 'a', limit: 3, known: true, none: null } });
  const shape = encodeError(error);
  expect(structuredClone(shape)).toEqual(shape);
  const decoded = decodeError(JSON.parse(JSON.stringify(shape)));
  expect(decoded).toMatchObject({ code, message: 'A sentence.', retryable: error.retryable });
  if (code !== 'cancelled') expect(decoded.details).toEqual(error.details);
});

test('a retry helps where nothing but time has to change, unless the error says otherwise', () => {
  const retryable = ERROR_CODES.filter((code) => new AppError(code, '').retryable);
  expect(retryable).toEqual(['timeout', 'kernel-gone', 'store-busy', 'offline']);
  expect(new AppError('internal', '', { retryable: true }).retryable).toBe(true);
  expect(decodeError(encodeError(new AppError('timeout', '', { retryable: false }))).retryable).toBe(false);
});

test('cancellation keeps its type across a boundary', () => {
  expect(decodeError(encodeError(new CancelledError('Stopped by you.')))).toBeInstanceOf(CancelledError);
  expect(toAppError(new DOMException('', 'AbortError'))).toBeInstanceOf(CancelledError);
  expect(() => throwIfAborted({ aborted: true })).toThrow(CancelledError);
  expect(() => throwIfAborted({ aborted: false })).not.toThrow();
  expect(() => throwIfAborted(undefined)).not.toThrow();
});

test('what is no error of ours is a defect, with its cause for the log and not for the user', () => {
  const cause = new TypeError('x is undefined');
  const error = toAppError(cause);
  expect(error).toMatchObject({ code: 'internal', cause });
  expect(error.message).not.toContain('undefined');
  expect(encodeError(cause).cause).toContain('TypeError: x is undefined');
  expect(toAppError('just words')).toMatchObject({ code: 'internal', cause: 'just words' });
});

test('a full quota is told as that', () => {
  expect(toAppError(new DOMException('', 'QuotaExceededError')).code).toBe('storage-full');
});

test('every code is described in docs/errors.md, and nothing else is', async () => {
  const text = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const described = [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
  expect(described).toEqual([...ERROR_CODES]);
});
