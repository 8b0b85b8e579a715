import { AppError } from '../../core/errors.ts';

const NO_MEMORY = /out of memory|(could not|cannot) allocate|\bOOM\b/i;

/**
 * An engine that could not be started, as an error that does not blame the data: it found no memory, or its code does not run
 * here. Null for anything else.
 */
export function engineFailure(thrown: unknown): AppError | null {
  if (!(thrown instanceof Error)) return null;
  if (NO_MEMORY.test(thrown.message)) {
    const message = 'There is not enough memory to open your data. Close other tabs or programs, then reload.';
    return new AppError('unsupported', message, { cause: thrown });
  }
  if (!(thrown instanceof WebAssembly.CompileError || thrown instanceof WebAssembly.LinkError)) return null;
  return new AppError('unsupported', 'The database cannot be started in this browser.', { cause: thrown });
}
