import type { ErrorShape } from '../../core/errors.ts';
import type { Progress } from '../../core/ports.ts';

/**
 * What crosses between two contexts. Comlink carries the calls; this adds what it lacks: ids, timeouts, abort,
 * progress, events, and errors as codes. No transferables, so a BroadcastChannel can carry it too.
 */

export interface CallRequest {
  /** Unique within the connection. */
  readonly callId: string;
  readonly method: string;
  readonly input: unknown;
}

export type CallReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorShape };

/** What a caller can reach on the other side. Neither call rejects. */
export interface CalleeSide {
  call(request: CallRequest): Promise<CallReply>;
  cancel(callId: string): void;
}

export type LinkEvent =
  | { readonly type: 'progress'; readonly callId: string; readonly progress: Progress }
  | { readonly type: 'part'; readonly callId: string; readonly part: unknown }
  | { readonly type: 'event'; readonly name: string; readonly value: unknown };

/** What a callee can reach on the caller's side. */
export interface CallerSide {
  deliver(events: readonly LinkEvent[]): void;
}
