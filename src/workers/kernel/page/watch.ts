import { AppError } from '../../../core/errors.ts';
import type { RemoteConnection } from '../../link/connect.ts';

export interface WatchOptions {
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** Without an answer for so long, the other side is silent. */
  readonly silentMs: number;
  readonly onSilent: () => void;
  readonly onHeard: () => void;
}

const PAUSE_MS = 2000;

/**
 * A connection that notices when the other side lives and does not answer: its tab is frozen, or its process stopped.
 * While calls are under way it asks for a sign of life; without calls it costs nothing.
 */
export function watchSilence(remote: RemoteConnection, options: WatchOptions): RemoteConnection {
  const { after, silentMs, onSilent, onHeard } = options;
  let open = 0;
  let watching = false;
  let silent = false;
  let closed = false;

  const hear = (heard: boolean) => {
    if (closed || heard === !silent) return;
    silent = !heard;
    if (silent) onSilent();
    else onHeard();
  };

  const ask = async () => {
    const thrown: unknown = await remote.call('ping', null, { timeoutMs: silentMs }).then(
      () => null,
      (error: unknown) => error,
    );
    hear(!(thrown instanceof AppError && thrown.code === 'timeout'));
    watch();
  };

  const watch = () => {
    watching = !closed && (open > 0 || silent);
    if (watching) after(PAUSE_MS, () => void ask());
  };

  return {
    call(method, input, callOptions) {
      open++;
      if (!watching) watch();
      return remote.call(method, input, callOptions).finally(() => open--);
    },
    close(reason) {
      closed = true;
      remote.close(reason);
    },
  };
}
