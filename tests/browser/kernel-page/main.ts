import type { HearthClient } from '../../../src/workers/kernel/kernel.api.ts';
import { createHearthClient } from '../../../src/workers/kernel/kernel.client.ts';
import { connectMethods } from '../../../src/workers/link/connect.ts';
import { allowOwnScripts } from '../../../src/workers/link/trusted-scripts.client.ts';
import { createLoad, type Load } from './load.ts';

/**
 * Hearth without its interface: the client as `window.hearth`, a load on it as `window.load`, and `window.inspect`, which
 * asks a worker that opens the store by itself. `?build=` names the build, `?idle` makes no client.
 */

export interface KernelPage extends Window {
  readonly hearth: HearthClient;
  readonly load: Load;
  /** Each call has a worker of its own, which opens the store and closes it; no kernel may have it meanwhile. */
  readonly inspect: (name: string, input?: unknown) => Promise<unknown>;
}

allowOwnScripts();

const parameters = new URLSearchParams(location.search);

async function inspect(name: string, input: unknown = null): Promise<unknown> {
  const worker = new Worker(new URL('./inspect.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await connectMethods(worker).call(name, input, { timeoutMs: 60_000 });
  } finally {
    worker.terminate();
  }
}

Object.assign(window, { inspect });
if (!parameters.has('idle')) {
  const hearth = createHearthClient({
    buildId: parameters.get('build') ?? 'one',
    baseUrl: new URL('.', location.href).href,
  });
  Object.assign(window, { hearth, load: createLoad(hearth) });
}
