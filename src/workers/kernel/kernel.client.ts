import type { DrillOutcome } from '../../core/backup/backup-queries.ts';
import type { BackupSummary } from '../../core/backup/manifest.ts';
import type { BackupComparison } from '../../core/backup/restore-report.ts';
import type { CommandOutcome, CommandType } from '../../core/commands.ts';
import { type AppError, toAppError } from '../../core/errors.ts';
import type { BroughtIn } from '../../core/export/transfer.ts';
import { createIdSource, type Id } from '../../core/ids.ts';
import type { DeepCheck, SalvageReport } from '../../core/integrity/findings.ts';
import type { QueryName, QueryOutput } from '../../core/queries.ts';
import type { CallOptions, HearthClient, MadeExport, StoreWish } from './kernel.api.ts';
import { ask } from './page/ask.ts';
import { type BatterySource, watchBattery } from './page/battery.ts';
import { callKernel } from './page/calls.ts';
import { type Connector, createConnector } from './page/connector.ts';
import { importFiles } from './page/import-files.ts';
import { createSubscriptions, type Subscriptions } from './page/subscriptions.ts';
import { createWhereabouts } from './page/whereabouts.ts';

export interface HearthClientOptions {
  /** Tabs of different builds do not talk to each other. */
  readonly buildId: string;
  /** Absolute address of the app's folder, with a slash at its end. */
  readonly baseUrl: string;
  /** The store that is asked for; null, the default, for what suits this browser. */
  readonly store?: StoreWish | null;
  /** The workspace that the page begins in. Default: Everything. */
  readonly workspace?: Id;
  /** When the kernel may be looked for, so that its start does not compete with the first paint. Default: at once. */
  readonly begin?: Promise<void>;
}

/** Connects this page to the kernel, or makes the kernel if no tab has it. One for each page. */
export function createHearthClient(options: HearthClientOptions): HearthClient {
  const { buildId, baseUrl, store = null } = options;
  const where = createWhereabouts(options.workspace);
  const ids = createIdSource(
    { nowMs: Date.now },
    { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
  );
  const newId = () => ids.next();
  const clientId = newId();
  const connector: Connector = createConnector({
    clientId,
    buildId,
    baseUrl,
    store,
    newId,
    begin: options.begin ?? Promise.resolve(),
    deviceName: navigator.userAgent.slice(0, 200),
    spawn: () => new Worker(new URL('./kernel.worker.ts', import.meta.url), { type: 'module', name: 'hearth-kernel' }),
    locks: navigator.locks,
    after,
    onEvent: (name, value) => subscriptions.receive(name, value),
  });
  connector.onConnection(({ state }) => {
    if (state !== 'ready') return;
    subscriptions.renew();
    battery.again();
  });
  const battery = watchBattery(navigator as BatterySource, (power) => {
    // Where no kernel answers, the next one is told.
    callKernel(connector, 'tell-power', power).catch(() => undefined);
  });
  const workspace = () => where.workspace;
  const subscriptions: Subscriptions = createSubscriptions({ connector: () => connector, clientId, workspace, after });
  where.onChange(subscriptions.moved);

  /** While this page lives it goes on, however often the kernel moves. */
  const callPersistently = async (
    method: string,
    input: unknown,
    signal: AbortSignal | undefined,
  ): Promise<unknown> => {
    for (;;) {
      try {
        return await callKernel(connector, method, input, { signal, timeoutMs: 300_000 });
      } catch (thrown) {
        if (toAppError(thrown).code !== 'kernel-gone') throw thrown;
      }
    }
  };

  const keepData = onFirstImportantWrite(askToKeep);

  const client: HearthClient = {
    ready: async () => void (await connector.remote()),
    get connection() {
      return connector.connection;
    },
    onConnection: connector.onConnection,
    retry: connector.retry,
    status: () => client.query('status', {}),
    get workspace() {
      return where.workspace;
    },
    enterWorkspace: where.enter,
    onWorkspace: where.onChange,
    async command(type, payload, { id = newId(), workspace = where.workspace, ...options } = {}) {
      const envelope = { id, type, payload, workspace };
      // The kernel answers each call with what its type says: both ends are built from one source.
      const outcome = (await callKernel(connector, 'command', envelope, options)) as CommandOutcome;
      keepData(type);
      return outcome;
    },
    query: async <N extends QueryName>(name: N, input: unknown, options: CallOptions = {}) => {
      const { workspace = where.workspace, ...limits } = options;
      return (await callKernel(connector, 'query', { name, input, workspace }, limits)) as QueryOutput[N];
    },
    live: (name, input, onValue, onError = reportError, { workspace = null } = {}) =>
      subscriptions.add({ name, input, workspace, onValue: (value) => onValue(value as never), onError }),
    import: (files, options) => importFiles({ client, call: callPersistently, clientId }, files, options),
    async importSample({ language, ...options } = {}) {
      const { signal } = options;
      if (language === undefined) {
        const { fetchSampleLibrary } = await import('../../adapters/files/sample-library.ts');
        return client.import(await fetchSampleLibrary(baseUrl, signal), options);
      }
      const { fetchTourLibrary } = await import('../../adapters/files/tour-library.ts');
      return client.import(await fetchTourLibrary(baseUrl, language, signal), options);
    },
    loadModel: async ({ onProgress, ...options } = {}) =>
      void (await callKernel(connector, 'load-model', null, { timeoutMs: 3_600_000, onProgress, ...options })),
    stopModel: async () => void (await callKernel(connector, 'stop-model', null)),
    removeModel: async () => void (await callKernel(connector, 'remove-model', null)),
    fetchEmbedding: async () => void (await callKernel(connector, 'fetch-embedding', null)),
    learnAgain: async () => void (await callKernel(connector, 'learn-again', null)),
    search: (query, { limit, filters, mode, ...options } = {}) => {
      const asked = Object.entries({ limit, filters, mode }).filter(([, value]) => value !== undefined);
      const input = { query, ...Object.fromEntries(asked) };
      return client.query('search', input as { query: string }, options);
    },
    rerank: async (query, hits, options = {}) => {
      const places = hits.map(({ itemId, ordinal, score }) => ({ itemId, ordinal, score }));
      return (await callKernel(connector, 'rerank', { query, hits: places, workspace: where.workspace }, options)) as
        | readonly number[]
        | null;
    },
    ask: (question, options = {}) => ask(client, question, options),
    original: async (itemId) =>
      (await callKernel(connector, 'original', { itemId, workspace: where.workspace })) as Blob | null,
    emptyBin: async ({ onProgress, ...options } = {}) =>
      (await callKernel(connector, 'empty-bin', null, { timeoutMs: 3_600_000, onProgress, ...options })) as number,
    settled: async () => void (await callKernel(connector, 'settled', null, { timeoutMs: 300_000 })),
    moveStore: async (kind) => void (await callKernel(connector, 'move-store', { kind })),
    stopMove: async () => void (await callKernel(connector, 'stop-move', null, { timeoutMs: 300_000 })),
    openPlace: async (id) => void (await callKernel(connector, 'open-place', { id }, { timeoutMs: 120_000 })),
    removeKeptPlace: async (id) => void (await callKernel(connector, 'remove-kept-place', { id })),
    backUpNow: async ({ onProgress, ...options } = {}) =>
      (await callKernel(connector, 'back-up-now', null, {
        timeoutMs: 3_600_000,
        onProgress,
        ...options,
      })) as BackupSummary,
    removeBackup: async (id) => void (await callKernel(connector, 'remove-backup', { id })),
    outsideChanged: async () => void (await callKernel(connector, 'outside-changed', null, { timeoutMs: 300_000 })),
    stopOutside: async () => void (await callKernel(connector, 'stop-outside', null)),
    compareBackup: async (id, options = {}) =>
      (await callKernel(connector, 'compare-backup', { id }, { timeoutMs: 300_000, ...options })) as BackupComparison,
    drillBackup: async (id, { onProgress, ...options } = {}) =>
      (await callKernel(
        connector,
        'drill-backup',
        { id },
        { timeoutMs: 3_600_000, onProgress, ...options },
      )) as DrillOutcome,
    exportArchive: async (options = {}) =>
      (await callKernel(connector, 'export-archive', null, { timeoutMs: 3_600_000, ...options })) as MadeExport,
    exportSql: async (options = {}) =>
      (await callKernel(connector, 'export-sql', null, { timeoutMs: 3_600_000, ...options })) as MadeExport,
    exportItems: async (itemIds, options = {}) =>
      (await callKernel(
        connector,
        'export-items',
        { itemIds: [...itemIds], workspace: where.workspace },
        { timeoutMs: 3_600_000, ...options },
      )) as MadeExport,
    exportSaved: async () => void (await callKernel(connector, 'export-saved', null)),
    bringIn: async (file, kind, options = {}) =>
      (await callKernel(connector, 'bring-in', { file, kind }, { timeoutMs: 3_600_000, ...options })) as BroughtIn,
    takeBroughtIn: async () => void (await callKernel(connector, 'take-brought-in', null)),
    dropBroughtIn: async () => void (await callKernel(connector, 'drop-brought-in', null, { timeoutMs: 300_000 })),
    checkHealth: async ({ onProgress, ...options } = {}) =>
      (await callKernel(connector, 'check-health', null, {
        timeoutMs: 3_600_000,
        onProgress,
        ...options,
      })) as DeepCheck,
    repairStore: async ({ onProgress, ...options } = {}) =>
      (await callKernel(connector, 'repair-store', null, {
        timeoutMs: 3_600_000,
        onProgress,
        ...options,
      })) as SalvageReport,
    takeRepaired: async () => void (await callKernel(connector, 'take-repaired', null)),
    dropRepaired: async () => void (await callKernel(connector, 'drop-repaired', null, { timeoutMs: 300_000 })),
    newId,
    close() {
      battery.end();
      connector.close();
    },
  };
  return client;
}

const IMPORTANT: ReadonlySet<CommandType> = new Set(['create-note', 'edit-note', 'start-import', 'send-message']);

/** Asks the browser once to keep the data, when there is something to keep. A refusal is shown in the settings. */
/** False where the browser refuses, or knows no such thing. */
async function askToKeep(): Promise<boolean> {
  const { storage } = navigator as { readonly storage?: Partial<StorageManager> };
  return (await storage?.persist?.()) ?? false;
}

function onFirstImportantWrite(persist: () => Promise<boolean>): (type: CommandType) => void {
  let asked = false;
  return (type) => {
    if (asked || !IMPORTANT.has(type)) return;
    asked = true;
    persist().catch((thrown: unknown) => console.warn('the browser could not be asked to keep the data', thrown));
  };
}

function reportError(error: AppError): void {
  console.error('a live query failed', error);
}

function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}
