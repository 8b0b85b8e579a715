import type { AbortFlag } from './ports.ts';

/**
 * Every stable error code. A code never changes its meaning: interface texts, tests and `docs/errors.md` refer to it.
 */
export const ERROR_CODES = [
  'bad-input', // the caller sent something that its schema refuses
  'not-found', // the thing named does not exist, or is deleted
  'conflict', // the thing changed in a way that makes this request meaningless
  'cancelled', // the caller, or the user, stopped it
  'timeout', // no answer within the time allowed; the work may still have happened
  'kernel-gone', // the tab that held the kernel went away before it answered
  'kernel-stuck', // a tab holds the store but does not answer
  'version-mismatch', // this tab and the kernel were built from different versions
  'storage-denied', // the browser gives this page no place to keep data
  'storage-full', // the quota is used up; the write was refused, reads go on
  'store-corrupt', // the data directory cannot be opened
  'read-only', // nothing can be written now: the store is being moved, or is damaged
  'backup-damaged', // a backup, an export or an archive is cut off, altered or not complete
  'wrong-passphrase', // what it locks does not open with it
  'store-busy', // another context holds the store's files
  'migration-failed', // a migration failed; the store is as it was before it
  'too-large', // over a limit that a setting names
  'unreadable', // a file's bytes could not be read
  'unsupported', // this browser, or this version, cannot do that
  'wrong-encoding', // a file claims to be text and is not in an encoding we know
  'model-corrupt', // a model file does not match its checksum
  'model-unavailable', // no model can run here now
  'offline', // it needs a network and there is none
  'internal', // a defect of ours
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface AppErrorOptions {
  /** Whether the same request can succeed later without a change by the user. Default: by code. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
  /** Where it went wrong, for machines: file, field, limit. JSON only; no secrets, no contents. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['timeout', 'kernel-gone', 'store-busy', 'offline']);

/** The root of all our errors: a stable code, a sentence for the user, and whether a retry can help. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryable = options.retryable ?? RETRYABLE.has(code);
    this.details = options.details ?? {};
  }
}

/** Cancellation has its own type, so that no handler mistakes it for a failure. */
export class CancelledError extends AppError {
  constructor(message = 'Stopped.') {
    super('cancelled', message, { retryable: false });
    this.name = 'CancelledError';
  }
}

/** An error as it crosses a boundary: plain JSON. */
export interface ErrorShape {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  /** For the log only: name, message and stack of the cause. */
  readonly cause?: string;
}

const causeText = (cause: unknown): string =>
  cause instanceof Error ? (cause.stack ?? `${cause.name}: ${cause.message}`) : String(cause);

/** Anything thrown, as an `AppError`. Unknown errors become `internal` and keep their cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') return new CancelledError();
  const quota = thrown instanceof Error && thrown.name === 'QuotaExceededError';
  if (quota)
    return new AppError('storage-full', 'There is no room left for Hearth in this browser.', { cause: thrown });
  return new AppError('internal', 'Something went wrong inside Hearth.', { cause: thrown });
}

export function encodeError(thrown: unknown): ErrorShape {
  const error = toAppError(thrown);
  const { code, message, retryable, details } = error;
  const cause = error.cause === undefined ? (code === 'internal' ? error.stack : undefined) : causeText(error.cause);
  return cause === undefined ? { code, message, retryable, details } : { code, message, retryable, details, cause };
}

export function decodeError(shape: ErrorShape): AppError {
  if (shape.code === 'cancelled') return new CancelledError(shape.message);
  const options: AppErrorOptions = { retryable: shape.retryable, details: shape.details };
  return new AppError(
    shape.code,
    shape.message,
    shape.cause === undefined ? options : { ...options, cause: shape.cause },
  );
}

/** Throws `CancelledError` when the signal has fired. Call it between the steps of anything slow. */
export function throwIfAborted(signal: AbortFlag | undefined): void {
  if (signal?.aborted) throw new CancelledError();
}
