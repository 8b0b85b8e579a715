import { CancelledError, toAppError } from '../../../core/errors.ts';

/** Puts a failure where the page's diagnostics are read, and gives the sentence that says it to who writes. */
export function reportFailure(what: string, thrown: unknown): string {
  const error = toAppError(thrown);
  if (!(error instanceof CancelledError)) console.error(`${what} could not be had`, error);
  return error.message;
}
