import type { Endpoint } from 'comlink';
import type { ErrorShape } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';

/** How tabs and the kernel find each other: one channel for all, then a channel for each pair. Locks tell who lives. */

/** What a kernel tells its page before it ends in order, so that the next one is not taken for a second try. */
export const RESTARTING = 'restarting';

export const LOBBY = 'hearth:lobby';
export const LEADER_LOCK = 'hearth:leader';
/** Held by the first tab in the queue for the leader's. */
export const STANDBY_LOCK = 'hearth:standby';
export const kernelLock = (kernelId: Id) => `hearth:kernel:${kernelId}`;
export const clientLock = (clientId: Id) => `hearth:client:${clientId}`;
export const callChannel = (kernelId: Id, clientId: Id) => `hearth:call:${kernelId}:${clientId}`;

export type LobbyMessage =
  /** Any tab: is there a kernel? */
  | { readonly type: 'who' }
  | { readonly type: 'kernel'; readonly kernelId: Id; readonly state: 'opening' | 'ready' }
  | { readonly type: 'kernel-failed'; readonly kernelId: Id; readonly error: ErrorShape }
  | { readonly type: 'hello'; readonly kernelId: Id; readonly clientId: Id; readonly buildId: string }
  | { readonly type: 'welcome'; readonly kernelId: Id; readonly clientId: Id }
  | { readonly type: 'refused'; readonly kernelId: Id; readonly clientId: Id; readonly error: ErrorShape };

/** A channel with two ends, as Comlink wants it. */
export const channelEndpoint = (channel: BroadcastChannel): Endpoint => ({
  postMessage(message: unknown) {
    try {
      channel.postMessage(message);
    } catch (thrown) {
      // Closed: Comlink says good-bye when its end is collected, however late, and nobody is there to hear it.
      if (!(thrown instanceof DOMException && thrown.name === 'InvalidStateError')) throw thrown;
    }
  },
  addEventListener: (type, listener) => channel.addEventListener(type, listener),
  removeEventListener: (type, listener) => channel.removeEventListener(type, listener),
});

/**
 * Calls back when whoever holds the lock has let go of it, or died. Who waits shares the lock: a page that is frozen just as
 * it is given it keeps it, and the others would never hear.
 */
export function whenReleased(locks: LockManager, name: string, signal: AbortSignal, onReleased: () => void): void {
  locks
    .request(name, { mode: 'shared', signal }, () => onReleased())
    .catch((thrown: unknown) => {
      if (!signal.aborted) throw thrown;
    });
}
