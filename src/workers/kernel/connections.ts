import { AppError, encodeError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { type Exposed, exposeMethods, type Methods } from '../link/expose.ts';
import { callChannel, channelEndpoint, clientLock, LOBBY, type LobbyMessage, whenReleased } from './lobby.ts';

/** The kernel's door: answers in the lobby, and serves each tab that comes in on a channel of its own. */
export interface Connections {
  /** Tells all tabs that the kernel can be asked from now on. */
  open(): void;
  /** Tells all tabs why it cannot. */
  fail(thrown: unknown): void;
  close(): void;
}

export interface ConnectionsOptions {
  readonly kernelId: Id;
  readonly buildId: string;
  readonly methods: Methods;
  readonly locks: LockManager;
  readonly onClientGone: (clientId: Id) => void;
}

export function createConnections({
  kernelId,
  buildId,
  methods,
  locks,
  onClientGone,
}: ConnectionsOptions): Connections {
  const lobby = new BroadcastChannel(LOBBY);
  const ending = new AbortController();
  const served = new Map<Id, { readonly channel: BroadcastChannel; readonly exposed: Exposed }>();
  let state: 'opening' | 'ready' = 'opening';
  let failure: AppError | null = null;

  const say = (message: LobbyMessage) => lobby.postMessage(message);
  const announce = () => {
    if (failure !== null) say({ type: 'kernel-failed', kernelId, error: encodeError(failure) });
    else say({ type: 'kernel', kernelId, state });
  };

  const leave = (clientId: Id) => {
    served.get(clientId)?.exposed.close();
    served.get(clientId)?.channel.close();
    served.delete(clientId);
    onClientGone(clientId);
  };

  const welcome = (clientId: Id, clientBuild: string) => {
    if (clientBuild !== buildId) {
      const text = 'Another tab runs a different version of Hearth. Reload this one.';
      const error = new AppError('version-mismatch', text, { retryable: false });
      return say({ type: 'refused', kernelId, clientId, error: encodeError(error) });
    }
    if (!served.has(clientId)) {
      const channel = new BroadcastChannel(callChannel(kernelId, clientId));
      served.set(clientId, { channel, exposed: exposeMethods(channelEndpoint(channel), methods) });
      whenReleased(locks, clientLock(clientId), ending.signal, () => leave(clientId));
    }
    say({ type: 'welcome', kernelId, clientId });
  };

  lobby.addEventListener('message', ({ data }: MessageEvent<LobbyMessage>) => {
    if (data.type === 'who') announce();
    else if (data.type === 'hello' && data.kernelId === kernelId && state === 'ready')
      welcome(data.clientId, data.buildId);
  });
  announce();

  return {
    open() {
      state = 'ready';
      announce();
    },
    fail(thrown) {
      failure =
        thrown instanceof AppError ? thrown : new AppError('internal', 'Hearth could not start.', { cause: thrown });
      announce();
    },
    close() {
      ending.abort();
      for (const clientId of [...served.keys()]) {
        served.get(clientId)?.exposed.close();
        served.get(clientId)?.channel.close();
      }
      lobby.close();
    },
  };
}
