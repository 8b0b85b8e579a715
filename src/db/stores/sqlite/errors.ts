import { AppError, type ErrorCode } from '../../../core/errors.ts';

const FULL = 'There is no room left for Hearth in this browser. What is stored stays readable.';
const BUSY = 'Another tab or window still holds the data.';
const CORRUPT = 'The stored data is damaged and cannot be read.';
const CONFLICT = 'That contradicts something that is already stored.';

/** Result codes of SQLite (its documentation, “Result and Error Codes”), by their names. First match wins. */
const MEANINGS: readonly (readonly [test: RegExp, code: ErrorCode, message: string])[] = [
  [/^SQLITE_FULL/, 'storage-full', FULL],
  [/^SQLITE_(BUSY|LOCKED)/, 'store-busy', BUSY],
  [/^SQLITE_(CORRUPT|NOTADB|IOERR_DATA)/, 'store-corrupt', CORRUPT],
  [/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|FOREIGNKEY|ROWID)/, 'conflict', CONFLICT],
];

/** What a file operation failed with, which the engine itself calls an I/O error. */
const FILE_MEANINGS: readonly (readonly [test: RegExp, code: ErrorCode, message: string])[] = [
  // Chromium tells of a full disk by a write of a wrong length.
  [/QuotaExceededError|Unknown write\(\) failure|no space/i, 'storage-full', FULL],
  [/NoModificationAllowedError|access handle/i, 'store-busy', BUSY],
];

export interface EngineFailure {
  /** Name of the result code; '' where something else was thrown. */
  readonly result: string;
  /** What the file system said last, where it failed. */
  readonly file: Error | null;
  /** The page whose checksum is wrong. */
  readonly page?: number | null;
}

/** An engine's error as an `AppError`. `sql` goes into the cause; the parameters are left out on purpose. */
export function toSqliteError(thrown: unknown, { result, file, page = null }: EngineFailure, sql?: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const fault = file ?? (thrown instanceof DOMException ? thrown : null);
  const said = fault === null ? '' : `${fault.name}: ${fault.message}`;
  const cause = new Error([text, said === '' ? '' : ` (${said})`, sql === undefined ? '' : ` in: ${sql}`].join(''));
  const details = { ...(result === '' ? {} : { sqlite: result }), ...(page === null ? {} : { page }) };
  const meaning =
    MEANINGS.find(([test]) => test.test(result)) ??
    (result === '' || /^SQLITE_(IOERR|CANTOPEN)/.test(result)
      ? FILE_MEANINGS.find(([test]) => test.test(said))
      : undefined);
  if (meaning === undefined) return new AppError('internal', 'The database refused a request.', { cause, details });
  return new AppError(meaning[1], meaning[2], { cause, details });
}
