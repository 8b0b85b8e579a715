import type { ImportReport } from '../../../src/core/queries.ts';
import type { Keeper } from '../../../src/workers/keeper/keeper.api.ts';
import { createKeeper } from '../../../src/workers/keeper/keeper.client.ts';
import { type HearthClient, STORE_WISHES } from '../../../src/workers/kernel/kernel.api.ts';
import { createHearthClient } from '../../../src/workers/kernel/kernel.client.ts';
import { connectMethods } from '../../../src/workers/link/connect.ts';
import { allowOwnScripts } from '../../../src/workers/link/trusted-scripts.client.ts';
import { createLoad, type Load } from './load.ts';

/**
 * Hearth without its interface: the client as `window.hearth`, a load on it as `window.load`, the keeper, and `window.inspect`, which
 * asks a worker that opens the store by itself. `?build=` names the build, `?idle` makes no client.
 */

export interface KernelPage extends Window {
  readonly hearth: HearthClient;
  readonly load: Load;
  readonly keeper: Keeper;
  /** Each call has a worker of its own, which opens the store and closes it; no kernel may have it meanwhile. */
  readonly inspect: (name: string, input?: unknown) => Promise<unknown>;
  /** Imports what was chosen in the page's file picker, in the order of the names of its folders, if they are given. */
  readonly importChosen: (folders?: readonly string[]) => Promise<ImportReport>;
}

allowOwnScripts();

const parameters = new URLSearchParams(location.search);

async function inspect(name: string, input: unknown = null): Promise<unknown> {
  const wish = parameters.get('store') ?? '';
  const worker = new Worker(new URL('./inspect.worker.ts', import.meta.url), { type: 'module', name: wish });
  try {
    return await connectMethods(worker).call(name, input, { timeoutMs: 1_200_000 });
  } finally {
    worker.terminate();
  }
}

function importChosen(hearth: HearthClient, folders: readonly string[] = []): Promise<ImportReport> {
  const place = (file: File) => folders.indexOf(file.webkitRelativePath.split('/')[1] ?? '');
  const files = [...(document.querySelector('input')?.files ?? [])].sort((one, other) => place(one) - place(other));
  return hearth.import(files, {
    onProgress: ({ done, total }) => void window.tell?.('progress', String(done / (total ?? 1))),
  });
}

Object.assign(window, { inspect });
if (!parameters.has('idle')) {
  const hearth = createHearthClient({
    buildId: parameters.get('build') ?? 'one',
    baseUrl: new URL('.', location.href).href,
    store: STORE_WISHES.find((wish) => wish === parameters.get('store')) ?? null,
  });
  Object.assign(window, {
    hearth,
    keeper: createKeeper(),
    load: createLoad(hearth),
    importChosen: (folders?: readonly string[]) => importChosen(hearth, folders),
  });
}
