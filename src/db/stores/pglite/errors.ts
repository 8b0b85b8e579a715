import { AppError, type ErrorCode } from '../../../core/errors.ts';

const FULL = 'There is no room left for Hearth in this browser. What is stored stays readable.';
const BUSY = 'Another tab or window still holds the data.';
export const CORRUPT = 'The stored data is damaged and cannot be read.';

/** SQLSTATE (PostgreSQL, appendix A) or a piece of the message, and what it means to us. First match wins. */
const MEANINGS: readonly (readonly [test: RegExp, code: ErrorCode, message: string])[] = [
  [/^53100|no space left|file too large|quota/i, 'storage-full', FULL],
  [/access handle|NoModificationAllowedError/i, 'store-busy', BUSY],
  [/^XX00[12]|invalid page in block|could not read block|PANIC/i, 'store-corrupt', CORRUPT],
  [/^23(505|503)/, 'conflict', 'That contradicts something that is already stored.'],
];

/** An engine's error as an `AppError`. `sql` goes into the cause; the parameters are left out on purpose. */
export function toStoreError(thrown: unknown, sql?: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const { code, name, message, text } = describeThrown(thrown);
  const meaning = MEANINGS.find(([test]) => test.test(code) || test.test(name) || test.test(message));
  const cause = new Error(sql === undefined ? text : `${text} in: ${sql}`);
  const details = code === '' ? {} : { sqlstate: code };
  if (meaning === undefined) return new AppError('internal', 'The database refused a request.', { cause, details });
  return new AppError(meaning[1], meaning[2], { cause, details });
}

interface Described {
  readonly code: string;
  readonly name: string;
  readonly message: string;
  /** Code and primary message. PostgreSQL's `detail` is left out: it quotes values. */
  readonly text: string;
}

function describeThrown(thrown: unknown): Described {
  if (!(thrown instanceof Error)) return { code: '', name: '', message: String(thrown), text: String(thrown) };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  const text = code === '' ? `${thrown.name}: ${thrown.message}` : `${code} ${withoutValues(code, thrown.message)}`;
  return { code, name: thrown.name, message: thrown.message, text };
}

/** Data exceptions (class 22) quote the offending value: `invalid input syntax for type integer: "…"`. */
function withoutValues(code: string, message: string): string {
  return code.startsWith('22') ? message.replace(/(["']).*\1/gs, '"…"') : message;
}
