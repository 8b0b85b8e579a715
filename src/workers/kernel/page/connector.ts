import { AppError, decodeError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import { connectMethods, type RemoteConnection } from '../../link/connect.ts';
import type { Connection } from '../kernel.api.ts';
import {
  callChannel,
  channelEndpoint,
  clientLock,
  holdLock,
  kernelLock,
  LOBBY,
  type LobbyMessage,
  whenReleased,
} from '../lobby.ts';
import { createLeader, type Leader } from './leader.ts';

/** Keeps a page connected to the one kernel, whichever tab has it: its own, or another's by channel. */

export interface Connector {
  readonly connection: Connection;
  /** Resolves with the kernel's calls when there is a kernel; rejects when there can be none, or when `signal` fires. */
  remote(signal?: AbortSignal): Promise<RemoteConnection>;
  onConnection(listener: (connection: Connection) => void): () => void;
  close(): void;
}

export interface ConnectorOptions {
  readonly clientId: Id;
  readonly buildId: string;
  readonly baseUrl: string;
  readonly deviceName: string;
  readonly newId: () => Id;
  readonly spawn: () => Worker;
  readonly locks: LockManager;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly onEvent: (name: string, value: unknown) => void;
}

/** Without any answer for so long, while another tab holds the lock, that tab is stuck. */
const STUCK_MS = 6000;
const ASK_MS = 500;

const STUCK =
  'Another tab of Hearth holds your data and does not answer: the browser has paused it. Open that tab, or close it.';

export function createConnector(options: ConnectorOptions): Connector {
  const { clientId, buildId, locks, after } = options;
  const lobby = new BroadcastChannel(LOBBY);
  const closing = new AbortController();
  const listeners = new Set<(connection: Connection) => void>();
  const waiters = new Set<{ resolve: (remote: RemoteConnection) => void; reject: (error: AppError) => void }>();
  let connection: Connection = { state: 'starting' };
  let current: { readonly kernelId: Id; readonly remote: RemoteConnection } | null = null;
  let entering: {
    readonly kernelId: Id;
    readonly channel: BroadcastChannel;
    readonly remote: RemoteConnection;
  } | null = null;
  let leading: Id | null = null;
  let heardMs = performance.now();

  const become = (next: Connection) => {
    connection = next;
    for (const listener of [...listeners]) listener(next);
    if (next.state === 'failed') for (const { reject } of takeWaiters()) reject(next.error);
  };

  const takeWaiters = () => {
    const taken = [...waiters];
    waiters.clear();
    return taken;
  };

  const connect = (kernelId: Id, remote: RemoteConnection, role: 'leader' | 'follower') => {
    current = { kernelId, remote };
    become({ state: 'ready', role });
    for (const { resolve } of takeWaiters()) resolve(remote);
  };

  const lose = (kernelId: Id) => {
    if (current?.kernelId !== kernelId) return;
    const { remote } = current;
    current = null;
    become({ state: 'reconnecting' });
    heardMs = performance.now();
    remote.close(new AppError('kernel-gone', 'The tab that held Hearth’s data went away before it answered.'));
    ask();
  };

  const enter = (kernelId: Id) => {
    if (entering?.kernelId === kernelId || current?.kernelId === kernelId) return;
    leaveEntrance();
    const channel = new BroadcastChannel(callChannel(kernelId, clientId));
    const remote = connectMethods(channelEndpoint(channel), { onEvent: options.onEvent });
    entering = { kernelId, channel, remote };
    say({ type: 'hello', kernelId, clientId, buildId });
  };

  const leaveEntrance = () => {
    entering?.channel.close();
    entering = null;
  };

  const settle = (kernelId: Id) => {
    if (entering?.kernelId !== kernelId) return;
    const { channel, remote } = entering;
    entering = null;
    connect(kernelId, remote, 'follower');
    whenReleased(locks, kernelLock(kernelId), closing.signal, () => {
      channel.close();
      lose(kernelId);
    });
  };

  const say = (message: LobbyMessage) => lobby.postMessage(message);

  lobby.addEventListener('message', ({ data }: MessageEvent<LobbyMessage>) => {
    if (data.type === 'who' || data.type === 'hello') return;
    heardMs = performance.now();
    if (data.kernelId === leading) return;
    if (data.type === 'kernel' && data.state === 'ready' && current === null) enter(data.kernelId);
    if (data.type === 'kernel-failed' && current === null) become({ state: 'failed', error: decodeError(data.error) });
    if (data.type === 'welcome' && data.clientId === clientId) settle(data.kernelId);
    if (data.type === 'refused' && data.clientId === clientId)
      become({ state: 'failed', error: decodeError(data.error) });
  });

  /** Asks until there is an answer; says so when a tab that should answer does not. */
  const ask = () => {
    if (current !== null || leading !== null || closing.signal.aborted) return;
    say({ type: 'who' });
    const silentMs = performance.now() - heardMs;
    if (silentMs > STUCK_MS && connection.state !== 'stuck' && connection.state !== 'failed') {
      become({ state: 'stuck', message: STUCK });
    }
    after(ASK_MS, ask);
  };

  const leader: Leader = createLeader({
    locks,
    after,
    spawn: options.spawn,
    newId: options.newId,
    onEvent: options.onEvent,
    openInput: { clientId, buildId, baseUrl: options.baseUrl, deviceName: options.deviceName },
    onStarting(kernelId) {
      leading = kernelId;
      leaveEntrance();
    },
    onReady: (kernelId, remote) => connect(kernelId, remote, 'leader'),
    onGone(kernelId) {
      leading = null;
      lose(kernelId);
    },
    onFailed: (error) => become({ state: 'failed', error }),
  });

  const freeze = () => leader.abdicate();
  const wake = () => {
    heardMs = performance.now();
    leader.stand();
    ask();
  };
  document.addEventListener('freeze', freeze);
  document.addEventListener('resume', wake);
  const shown = (event: PageTransitionEvent) => {
    if (event.persisted) wake();
  };
  window.addEventListener('pageshow', shown);

  void holdLock(locks, clientLock(clientId), closing.signal).then(
    () => {
      leader.stand();
      ask();
    },
    (cause: unknown) => become({ state: 'failed', error: unsupported(cause) }),
  );

  return {
    get connection() {
      return connection;
    },
    remote(signal) {
      if (current !== null) return Promise.resolve(current.remote);
      if (connection.state === 'failed') return Promise.reject(connection.error);
      return new Promise((resolve, reject) => {
        const waiter = { resolve, reject };
        waiters.add(waiter);
        const giveUp = () => {
          waiters.delete(waiter);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', giveUp, { once: true });
      });
    },
    onConnection(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closing.abort();
      leader.abdicate();
      lobby.close();
      document.removeEventListener('freeze', freeze);
      document.removeEventListener('resume', wake);
      window.removeEventListener('pageshow', shown);
    },
  };
}

const unsupported = (cause: unknown) =>
  new AppError('storage-denied', 'This browser gives Hearth no locks, so it cannot keep data safely here.', { cause });
