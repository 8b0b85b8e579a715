import { AppError, CancelledError, decodeError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { connectMethods, type RemoteConnection } from '../../link/connect.ts';
import { holdLock } from '../../link/locks.ts';
import type { Connection, StoreWish } from '../kernel.api.ts';
import {
  callChannel,
  channelEndpoint,
  clientLock,
  kernelLock,
  LOBBY,
  type LobbyMessage,
  whenReleased,
} from '../lobby.ts';
import { createLeader, type Leader } from './leader.ts';
import { watchSilence } from './watch.ts';

/** Keeps a page connected to the one kernel, whichever tab has it: its own, or another's by channel. */

export interface Connector {
  readonly connection: Connection;
  /** Resolves with the kernel's calls when there is a kernel; rejects when there can be none, or when `signal` fires. */
  remote(signal?: AbortSignal): Promise<RemoteConnection>;
  onConnection(listener: (connection: Connection) => void): () => void;
  /** Begins anew after `failed`. */
  retry(): void;
  close(): void;
}

export interface ConnectorOptions {
  readonly clientId: Id;
  readonly buildId: string;
  readonly baseUrl: string;
  readonly deviceName: string;
  readonly newId: () => Id;
  /** When to look for a kernel. */
  readonly begin: Promise<void>;
  readonly spawn: () => Worker;
  readonly locks: LockManager;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly onEvent: (name: string, value: unknown) => void;
  readonly store: StoreWish | null;
}

/** Without any answer for so long, while another tab holds the data, that tab is stuck. */
const STUCK_MS = 10_000;
const ASK_MS = 500;
/** After a failure nothing is urgent. */
const ASK_FAILED_MS = 5000;

const STUCK =
  'Another tab of Hearth holds your data and does not answer: the browser has paused it. Open that tab, or close it.';

interface Waiter {
  readonly resolve: (remote: RemoteConnection) => void;
  readonly reject: (error: unknown) => void;
}

interface Current {
  readonly kernelId: Id;
  readonly remote: RemoteConnection;
  readonly role: 'leader' | 'follower';
}

interface Entrance {
  readonly kernelId: Id;
  readonly channel: BroadcastChannel;
  readonly remote: RemoteConnection;
}

const GONE = 'The tab that held Hearth’s data went away before it answered.';

export function createConnector(options: ConnectorOptions): Connector {
  const { clientId, buildId, locks, after } = options;
  const lobby = new BroadcastChannel(LOBBY);
  const closing = new AbortController();
  const listeners = new Set<(connection: Connection) => void>();
  const waiters = new Set<Waiter>();
  let connection: Connection = { state: 'starting' };
  let current: Current | null = null;
  let entering: Entrance | null = null;
  let leading: Id | null = null;
  /** A kernel of another build, which will not have this page. */
  let refusedBy: Id | null = null;
  let asking = false;
  let heardMs = performance.now();

  const become = (next: Connection) => {
    connection = next;
    if (next.state === 'failed') for (const { reject } of takeWaiters()) reject(next.error);
    for (const listener of [...listeners]) listener(next);
  };

  const takeWaiters = () => {
    const taken = [...waiters];
    waiters.clear();
    return taken;
  };

  const connect = (next: Current) => {
    // The one before may be gone without its end having been heard.
    current?.remote.close(new AppError('kernel-gone', GONE));
    current = next;
    become({ state: 'ready', role: next.role });
    for (const { resolve } of takeWaiters()) resolve(next.remote);
  };

  const lose = (kernelId: Id) => {
    if (current?.kernelId !== kernelId) return;
    const { remote } = current;
    current = null;
    heardMs = performance.now();
    become({ state: 'reconnecting' });
    remote.close(new AppError('kernel-gone', GONE));
    ask();
  };

  const say = (message: LobbyMessage) => lobby.postMessage(message);

  const enter = (kernelId: Id) => {
    if (entering?.kernelId !== kernelId) {
      leaveEntrance();
      const channel = new BroadcastChannel(callChannel(kernelId, clientId));
      const remote = connectMethods(channelEndpoint(channel), { onEvent: options.onEvent });
      entering = { kernelId, channel, remote };
    }
    say({ type: 'hello', kernelId, clientId, buildId });
  };

  const leaveEntrance = () => {
    entering?.channel.close();
    entering = null;
  };

  /** The kernel has let this page in. */
  const settle = (kernelId: Id) => {
    if (entering?.kernelId !== kernelId) return;
    const { channel, remote } = entering;
    entering = null;
    const here = (next: Connection) => {
      if (current?.kernelId === kernelId) become(next);
    };
    const watched = watchSilence(remote, {
      after,
      silentMs: STUCK_MS,
      onSilent: () => here({ state: 'stuck', message: STUCK }),
      onHeard: () => here({ state: 'ready', role: 'follower' }),
    });
    connect({ kernelId, remote: watched, role: 'follower' });
    leader.stand(); // after a failure of its own it stood no more
    whenReleased(locks, kernelLock(kernelId), closing.signal, () => {
      channel.close();
      lose(kernelId);
    });
  };

  const hear = (data: LobbyMessage) => {
    if (data.type === 'who' || data.type === 'hello') return;
    heardMs = performance.now();
    if (data.kernelId === leading || current !== null) return;
    if ('clientId' in data && data.clientId !== clientId) return;
    if (data.type === 'kernel') {
      if (data.state === 'ready' && data.kernelId !== refusedBy) enter(data.kernelId);
      else if (connection.state === 'stuck') become({ state: 'reconnecting' });
    } else if (data.type === 'welcome') settle(data.kernelId);
    else {
      // What a retry can mend is tried again by whoever has the lock.
      const error = decodeError(data.error);
      if (data.type === 'refused') refusedBy = data.kernelId;
      if (!error.retryable) become({ state: 'failed', error, opening: data.type === 'kernel-failed' });
    }
  };
  lobby.addEventListener('message', ({ data }: MessageEvent<LobbyMessage>) => hear(data));

  /** Asks until there is an answer; says so when a tab that should answer does not. */
  const ask = () => {
    if (asking) return;
    asking = true;
    askOn();
  };

  const askOn = () => {
    asking = current === null && leading === null && !closing.signal.aborted;
    if (!asking) return;
    say({ type: 'who' });
    const failed = connection.state === 'failed';
    if (performance.now() - heardMs > STUCK_MS && connection.state !== 'stuck' && !failed) {
      become({ state: 'stuck', message: STUCK });
    }
    after(failed ? ASK_FAILED_MS : ASK_MS, askOn);
  };

  const leader: Leader = createLeader({
    locks,
    after,
    nowMs: () => performance.now(),
    spawn: options.spawn,
    newId: options.newId,
    onEvent: options.onEvent,
    store: options.store,
    openInput: { clientId, buildId, baseUrl: options.baseUrl, deviceName: options.deviceName },
    onStarting(kernelId) {
      leading = kernelId;
      leaveEntrance();
      if (connection.state === 'stuck') become({ state: 'reconnecting' });
    },
    onReady: (kernelId, remote) => connect({ kernelId, remote, role: 'leader' }),
    onGone(kernelId) {
      leading = null;
      lose(kernelId);
    },
    onFailed(error) {
      become({ state: 'failed', error, opening: true });
      // Another tab may have more luck.
      ask();
    },
  });

  const freeze = () => leader.abdicate();
  const wake = () => {
    heardMs = performance.now();
    leader.stand();
    ask();
  };
  const shown = (event: PageTransitionEvent) => {
    if (event.persisted) wake();
  };
  document.addEventListener('freeze', freeze);
  document.addEventListener('resume', wake);
  window.addEventListener('pageshow', shown);

  const held = holdLock(locks, clientLock(clientId), closing.signal);
  void Promise.all([held, options.begin]).then(wake, (cause: unknown) =>
    become({ state: 'failed', error: unsupported(cause), opening: false }),
  );

  return {
    get connection() {
      return connection;
    },
    remote(signal) {
      if (current !== null) return Promise.resolve(current.remote);
      if (connection.state === 'failed') return Promise.reject(connection.error);
      const { promise, resolve, reject } = Promise.withResolvers<RemoteConnection>();
      const waiter = { resolve, reject };
      const giveUp = () => {
        waiters.delete(waiter);
        reject(signal?.reason);
      };
      waiters.add(waiter);
      if (signal?.aborted) giveUp();
      signal?.addEventListener('abort', giveUp, { once: true });
      return promise.finally(() => signal?.removeEventListener('abort', giveUp));
    },
    onConnection(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    retry() {
      if (connection.state !== 'failed' || closing.signal.aborted) return;
      become({ state: 'starting' });
      leader.abdicate();
      wake();
    },
    close() {
      closing.abort();
      leader.abdicate();
      leaveEntrance();
      lobby.close();
      document.removeEventListener('freeze', freeze);
      document.removeEventListener('resume', wake);
      window.removeEventListener('pageshow', shown);
      current?.remote.close(new CancelledError('This page has let go of Hearth.'));
      current = null;
      become({ state: 'failed', error: new CancelledError('This page has let go of Hearth.'), opening: false });
    },
  };
}

const unsupported = (cause: unknown) =>
  new AppError('unsupported', 'This browser gives Hearth no locks, so it cannot keep data safely here.', { cause });
