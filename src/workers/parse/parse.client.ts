import { AppError, throwIfAborted } from '../../core/errors.ts';
import { connectMethods, type RemoteConnection } from '../link/connect.ts';
import type { ParseOutcome, ParseRequest, TextReading, TextRequest } from './parse.api.ts';

export interface Parser {
  /** A file that takes longer than `timeoutMs` comes back as a refusal. Rejects only when it is stopped. */
  parse(request: ParseRequest, signal?: AbortSignal): Promise<ParseOutcome>;
  read(request: TextRequest): Promise<TextReading>;
  close(): void;
}

export interface ParserOptions {
  readonly spawn: () => Worker;
  /** Default 20,000. */
  readonly timeoutMs?: number;
}

/** One worker, made when it is needed, ended when a file hangs or breaks it, and made again for the next. */
export function createParser({ spawn, timeoutMs = 20_000 }: ParserOptions): Parser {
  let held: { readonly worker: Worker; readonly remote: RemoteConnection } | null = null;

  const end = (reason: AppError) => {
    held?.remote.close(reason);
    held?.worker.terminate();
    held = null;
  };

  const open = (): RemoteConnection => {
    if (held !== null) return held.remote;
    const worker = spawn();
    const remote = connectMethods(worker);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end(new AppError('unreadable', 'Reading this file broke the reader.', { cause: event.message }));
    });
    held = { worker, remote };
    return remote;
  };

  return {
    async parse(request, signal) {
      throwIfAborted(signal);
      try {
        // The worker has checked its own answer's shape: both ends are built from one source.
        return (await open().call('parse', request, { signal, timeoutMs })) as ParseOutcome;
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        if (thrown.code === 'cancelled') throw thrown;
        end(thrown);
        if (thrown.code === 'timeout') {
          const seconds = Math.round(timeoutMs / 1000);
          return { ok: false, code: 'timeout', reason: `Reading it took longer than ${seconds} seconds.` };
        }
        return { ok: false, code: 'unreadable', reason: thrown.message };
      }
    },
    async read(request) {
      try {
        return (await open().call('read', request, { timeoutMs })) as TextReading;
      } catch (thrown) {
        if (thrown instanceof AppError) end(thrown);
        throw thrown;
      }
    },
    close: () => end(new AppError('cancelled', 'The reader was closed.')),
  };
}
