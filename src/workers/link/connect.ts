import * as Comlink from 'comlink';
import { AppError, CancelledError, decodeError } from '../../core/errors.ts';
import type { OnProgress } from '../../core/ports.ts';
import type { CalleeSide, CallerSide, LinkEvent } from './protocol.ts';

export interface RemoteCallOptions {
  readonly signal?: AbortSignal | undefined;
  /** No answer within it rejects with `timeout`, and cancels the call on the other side. Default: waits for ever. */
  readonly timeoutMs?: number | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly onPart?: ((part: unknown) => void) | undefined;
}

export interface RemoteConnection {
  /** Always settles: with the answer, the callee's error, `cancelled`, `timeout`, or `kernel-gone` after `close`. */
  call(method: string, input: unknown, options?: RemoteCallOptions): Promise<unknown>;
  /** Rejects every call under way with `reason`; later calls too. */
  close(reason: AppError): void;
}

export interface ConnectOptions {
  readonly onEvent?: (name: string, value: unknown) => void;
}

interface PendingCall {
  readonly options: RemoteCallOptions;
  readonly reject: (error: AppError) => void;
}

/** The other end of `exposeMethods`. */
export function connectMethods(endpoint: Comlink.Endpoint, { onEvent }: ConnectOptions = {}): RemoteConnection {
  const callee = Comlink.wrap<CalleeSide>(endpoint);
  const pending = new Map<string, PendingCall>();
  let closed: AppError | null = null;
  let calls = 0;

  const deliver = (event: LinkEvent) => {
    if (event.type === 'event') return onEvent?.(event.name, event.value);
    const call = pending.get(event.callId);
    if (event.type === 'progress') call?.options.onProgress?.(event.progress);
    else call?.options.onPart?.(event.part);
  };
  const caller: CallerSide = { deliver: (events) => events.forEach(deliver) };
  Comlink.expose(caller, endpoint);

  const call = (method: string, input: unknown, options: RemoteCallOptions = {}) => {
    if (closed !== null) return Promise.reject(closed);
    if (options.signal?.aborted) return Promise.reject(new CancelledError());
    const callId = String(++calls);
    return new Promise<unknown>((resolve, reject) => {
      const settle = () => {
        pending.delete(callId);
        clearTimeout(timer);
        options.signal?.removeEventListener('abort', abort);
      };
      const fail = (error: AppError) => {
        settle();
        reject(error);
      };
      const giveUp = (error: AppError) => {
        void callee.cancel(callId);
        fail(error);
      };
      const abort = () => giveUp(new CancelledError());
      const timer = startTimer(options.timeoutMs, () =>
        giveUp(new AppError('timeout', 'Hearth did not answer in time.', { details: { method } })),
      );
      options.signal?.addEventListener('abort', abort, { once: true });
      pending.set(callId, { options, reject: fail });
      callee.call({ callId, method, input }).then(
        (reply) => {
          if (!pending.has(callId)) return;
          settle();
          if (reply.ok) resolve(reply.value);
          else reject(decodeError(reply.error));
        },
        // The input could not be cloned, or the endpoint is gone.
        (cause) =>
          fail(new AppError('bad-input', 'This cannot be sent to Hearth’s kernel.', { cause, details: { method } })),
      );
    });
  };

  return {
    call,
    close(reason) {
      closed = reason;
      for (const { reject } of [...pending.values()]) reject(reason);
    },
  };
}

function startTimer(timeoutMs: number | undefined, onTimeout: () => void): ReturnType<typeof setTimeout> | undefined {
  return timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
}
