import { ERROR_CODES, type ErrorCode, toAppError } from '../errors.ts';
import type { Id } from '../ids.ts';
import { safeFacts } from './safe-facts.ts';

/**
 * What is remembered of an error: which part it was in, its code, and facts that hold nothing of the user's. Sentences are not
 * kept, because some of them name a title or a path; the interface has one for each code.
 */
export interface Incident {
  readonly id: Id;
  /** The last time. */
  readonly atMs: number;
  readonly code: ErrorCode;
  /** The part of Hearth: `index`, `run import`, `command send-message`. One of our own names. */
  readonly place: string;
  /** Safe to be shown to anybody; empty where there is nothing to say beside the code. */
  readonly message: string;
  readonly times: number;
}

export type IncidentFacts = Pick<Incident, 'code' | 'place' | 'message'>;

/** So many are kept, the last ones. */
export const KEPT_INCIDENTS = 200;

/** Answers to what was asked, or the normal case: no error of Hearth. */
const EXPECTED: ReadonlySet<ErrorCode> = new Set(['bad-input', 'cancelled', 'not-found', 'conflict', 'offline']);

/** Null for what is no incident. `place` is one of our own names, never anything that was given. */
export function describeIncident(place: string, thrown: unknown): IncidentFacts | null {
  const error = toAppError(thrown);
  if (EXPECTED.has(error.code)) return null;
  const cause = error.cause ?? (error.code === 'internal' ? error : undefined);
  return { code: error.code, place, message: [...safeFacts(error.details), ...traceOf(cause)].join(' · ') };
}

export const isErrorCode = (code: string): code is ErrorCode => (ERROR_CODES as readonly string[]).includes(code);

/** Names of errors that engines and browsers give; any other name could have been made of anything. */
const ERROR_NAMES: ReadonlySet<string> = new Set([
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'AggregateError', 'AppError', 'ZodError'],
  ...['DataCloneError', 'DataError', 'EncodingError', 'InvalidStateError', 'NetworkError', 'NotAllowedError'],
  ...['NotFoundError', 'NotReadableError', 'NoModificationAllowedError', 'OperationError', 'QuotaExceededError'],
  ...['SecurityError', 'TimeoutError', 'UnknownError', 'DatabaseError', 'SQLite3Error', 'RuntimeError', 'CompileError'],
]);

const FRAMES = 3;
/** Where in our own scripts: the last part of an address, line and column. The lines of a message look otherwise. */
const FRAME = /^\s*at .*?([\w.-]+\.[cm]?[jt]s):(\d+):(\d+)\)?$/;

/** The kind of the error and where it came from; never its message. */
function traceOf(cause: unknown): string[] {
  if (!(cause instanceof Error)) return [];
  const name = ERROR_NAMES.has(cause.name) ? cause.name : 'Error';
  const frames = framesOf(cause)
    .flatMap((line) => {
      const [, file, row, column] = FRAME.exec(line) ?? [];
      return file === undefined ? [] : [`${file}:${row}:${column}`];
    })
    .slice(0, FRAMES);
  return [frames.length === 0 ? name : `${name} at ${frames.join(' < ')}`];
}

/** A stack begins with the message, which may be many lines and look like frames itself. */
function framesOf({ name, message, stack = '' }: Error): string[] {
  const head = stack.indexOf(message);
  if (message !== '' && head < 0) return [];
  return stack.slice(message === '' ? name.length : head + message.length).split('\n');
}
