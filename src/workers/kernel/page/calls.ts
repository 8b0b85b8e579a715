import { AppError, CancelledError, toAppError } from '../../../core/errors.ts';
import type { RemoteCallOptions } from '../../link/connect.ts';
import type { Connector } from './connector.ts';

export interface CallLimits extends RemoteCallOptions {
  /** For the call with its retry, the wait for a kernel included. Default 30,000. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 30_000;

/**
 * A call that survives one change of leader: when the kernel goes before it has answered, the call is made once more,
 * to the next. Commands carry their id, so nothing is applied twice. Always settles within the timeout: with the
 * answer, the kernel's error, `cancelled`, `kernel-gone` when it went twice, `kernel-stuck` when another tab holds the
 * data and does not answer, or `timeout`.
 */
export async function callKernel(
  connector: Connector,
  method: string,
  input: unknown,
  { signal, timeoutMs = TIMEOUT_MS, ...rest }: CallLimits = {},
): Promise<unknown> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const until = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
  const attempt = async () => (await connector.remote(until)).call(method, input, { ...rest, signal: until });
  try {
    return await attempt().catch((thrown: unknown) => {
      if (thrown instanceof AppError && thrown.code === 'kernel-gone') return attempt();
      throw thrown;
    });
  } catch (thrown) {
    if (signal?.aborted) throw new CancelledError();
    const { connection } = connector;
    if (deadline.aborted && connection.state === 'stuck') {
      throw new AppError('kernel-stuck', connection.message, { retryable: true, details: { method } });
    }
    if (deadline.aborted) throw new AppError('timeout', 'Hearth did not answer in time.', { details: { method } });
    throw toAppError(thrown);
  }
}
