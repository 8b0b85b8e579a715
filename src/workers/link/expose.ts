import * as Comlink from 'comlink';
import { AppError, encodeError } from '../../core/errors.ts';
import type { Progress } from '../../core/ports.ts';
import type { CalleeSide, CallerSide, CallReply, CallRequest, LinkEvent } from './protocol.ts';

export interface CallContext {
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
  /** Sends a piece of the answer ahead of it. */
  part(part: unknown): void;
  /** Sends an event to this caller, outside of any call. */
  emit(name: string, value: unknown): void;
}

export type Methods = Readonly<Record<string, (input: never, context: CallContext) => unknown>>;

export interface Exposed {
  emit(name: string, value: unknown): void;
  /** Aborts the calls under way and listens no more. */
  close(): void;
}

/** Serves `methods` at `endpoint`. A method may throw anything; the caller gets it through the error codec. */
export function exposeMethods(endpoint: Comlink.Endpoint, methods: Methods): Exposed {
  const caller = Comlink.wrap<CallerSide>(endpoint);
  const running = new Map<string, AbortController>();
  const deliver = (event: LinkEvent) => void caller.deliver([event]);
  const listeners: [type: string, listener: EventListenerOrEventListenerObject][] = [];

  const call = async (request: CallRequest): Promise<CallReply> => {
    const abort = new AbortController();
    running.set(request.callId, abort);
    try {
      const method = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
      if (method === undefined) throw new AppError('bad-input', `There is no call named “${request.method}”.`);
      return { ok: true, value: await method(request.input as never, contextOf(request.callId, abort.signal)) };
    } catch (thrown) {
      return { ok: false, error: encodeError(thrown) };
    } finally {
      running.delete(request.callId);
    }
  };

  const contextOf = (callId: string, signal: AbortSignal): CallContext => ({
    signal,
    progress: (progress) => deliver({ type: 'progress', callId, progress }),
    part: (part) => deliver({ type: 'part', callId, part }),
    emit: (name, value) => deliver({ type: 'event', name, value }),
  });

  const callee: CalleeSide = { call, cancel: (callId) => running.get(callId)?.abort() };
  Comlink.expose(callee, recording(endpoint, listeners));
  return {
    emit: (name, value) => deliver({ type: 'event', name, value }),
    close() {
      for (const [type, listener] of listeners) endpoint.removeEventListener(type, listener);
      for (const abort of running.values()) abort.abort();
    },
  };
}

/** The endpoint, with its listeners noted, because Comlink's `expose` has no way to be undone from its own side. */
function recording(
  endpoint: Comlink.Endpoint,
  listeners: [string, EventListenerOrEventListenerObject][],
): Comlink.Endpoint {
  return {
    postMessage: (message, transfer) => endpoint.postMessage(message, transfer),
    addEventListener(type, listener, options) {
      listeners.push([type, listener]);
      endpoint.addEventListener(type, listener, options);
    },
    removeEventListener: (type, listener, options) => endpoint.removeEventListener(type, listener, options),
    start: () => endpoint.start?.(),
  };
}
