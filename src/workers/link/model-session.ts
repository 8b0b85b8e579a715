import { linkSignal } from '../../adapters/models/linked-signal.ts';
import { AppError, CancelledError, toAppError } from '../../core/errors.ts';
import type { AbortSignalLike } from '../../core/llm/language-model.ts';
import { connectMethods } from './connect.ts';

/** Runs `run` after `delayMs`; the returned function calls it off. */
export type After = (delayMs: number, run: () => void) => () => void;

export interface SessionOptions {
  readonly after: After;
  /** A stopped call that is not over by then costs the worker its life. */
  readonly stopWithinMs: number;
  /** A worker that says nothing for so long during a call is taken for dead. */
  readonly silenceMs: number;
}

export interface SessionCall {
  readonly signal?: AbortSignalLike | undefined;
  readonly onPart?: ((part: unknown) => void) | undefined;
}

/** The calls of a model worker by name. `settle` answers when no other call is under way. */
export interface ModelCalls {
  readonly settle: { input: null; output: true };
}

/** One life of a model worker. */
export interface ModelSession<Calls extends ModelCalls> {
  readonly dead: boolean;
  /**
   * Settles for sure. When the signal fires it rejects with `cancelled`, after the worker has stopped or was ended, so
   * that the next call finds it free or knows that it is gone.
   */
  call<M extends keyof Calls & string>(
    method: M,
    input: InputOf<Calls, M>,
    options?: SessionCall,
  ): Promise<OutputOf<Calls, M>>;
  end(reason: AppError): void;
}

type InputOf<Calls, M extends keyof Calls> = Calls[M] extends { input: infer Input } ? Input : never;
type OutputOf<Calls, M extends keyof Calls> = Calls[M] extends { output: infer Output } ? Output : never;

export function startSession<Calls extends ModelCalls>(
  worker: Worker,
  { after, stopWithinMs, silenceMs }: SessionOptions,
): ModelSession<Calls> {
  const connection = connectMethods(worker);
  let dead = false;

  const end = (reason: AppError) => {
    if (dead) return;
    dead = true;
    worker.terminate();
    connection.close(reason);
  };
  const crash = (event: Event) => {
    event.preventDefault(); // told to the caller; not also an uncaught error of the page
    end(crashed('message' in event ? event.message : event.type));
  };
  worker.addEventListener('error', crash);
  worker.addEventListener('messageerror', crash);

  const awaitStop = async () => {
    const tooLate = after(stopWithinMs, () => end(new CancelledError()));
    await connection.call('settle', null).catch(() => undefined); // ended: as good as stopped
    tooLate();
  };

  return {
    get dead() {
      return dead;
    },
    end,
    async call<M extends keyof Calls & string>(
      method: M,
      input: InputOf<Calls, M>,
      { signal, onPart }: SessionCall = {},
    ): Promise<OutputOf<Calls, M>> {
      const linked = linkSignal(signal);
      let calm = after(silenceMs, () => end(crashed('no answer')));
      const heard = (part: unknown) => {
        calm();
        calm = after(silenceMs, () => end(crashed('no answer')));
        onPart?.(part);
      };
      try {
        const answer = await connection.call(method, input, { signal: linked.signal, onPart: heard });
        return answer as OutputOf<Calls, M>;
      } catch (error) {
        if (linked.signal.aborted) {
          await awaitStop();
          throw new CancelledError();
        }
        throw toAppError(error);
      } finally {
        calm();
        linked.release();
      }
    },
  };
}

const crashed = (why: unknown): AppError =>
  new AppError('model-unavailable', 'The model stopped unexpectedly.', { retryable: true, cause: why });
