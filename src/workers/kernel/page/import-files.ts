import { AppError, toAppError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import type { ImportReport, ImportView } from '../../../core/queries.ts';
import type { HearthClient, ImportOptions, ImportSource } from '../kernel.api.ts';

/** Sends a page's files to the kernel: first the list, then the bytes in batches, then waits until all is read. */

const BATCH_FILES = 32;
const BATCH_BYTES = 16_000_000;

export interface ImportDeps {
  readonly client: Pick<HearthClient, 'command' | 'query' | 'live' | 'newId' | 'workspace'>;
  /** `stage` and `staged` of the kernel, with as many retries as it takes while the page lives. */
  readonly call: (method: string, input: unknown, signal: AbortSignal | undefined) => Promise<unknown>;
  readonly clientId: Id;
}

export async function importFiles(
  { client, call, clientId }: ImportDeps,
  given: readonly (ImportSource | File)[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const sources = given.map(checkSource);
  const { label = labelOf(sources), icons = false, onProgress, signal } = options;
  const runId = client.newId();
  // The page may be in another workspace before all is read.
  const { workspace } = client;
  const files = sources.map(({ path, file }) => ({
    path,
    sizeBytes: file.size,
    mediaType: file.type,
    modifiedMs: file.lastModified,
  }));
  const limits = { timeoutMs: 300_000, workspace, ...(signal === undefined ? {} : { signal }) };
  await client.command('start-import', { runId, label, files, icons }, limits);
  const stop = () => void client.command('stop-run', { runId }, { workspace }).catch(ignoreEnded);
  signal?.addEventListener('abort', stop, { once: true });
  const ended = whenEnded({ client, runId, workspace }, (view) => onProgress?.(progressOf(view)));
  try {
    const wanted = (await call('wanted', { runId }, signal)) as number[];
    for (const batch of planBatches(sources, wanted)) {
      await call('stage', { clientId, runId, files: batch }, signal);
    }
    await call('staged', { runId }, signal);
    await ended.promise;
  } finally {
    signal?.removeEventListener('abort', stop);
    ended.cancel();
  }
  const report = await client.query('import-report', { runId, limit: 1000 }, { workspace });
  if (report === null) throw new AppError('not-found', 'The import’s report is not here any more.');
  if (report.import.error !== null)
    throw toAppError(new AppError(report.import.error.code, report.import.error.message));
  return report;
}

/** A plain `File` has its path in the folder that it was picked from. */
function checkSource(source: ImportSource | File, at: number): ImportSource {
  if (source instanceof File) return { path: source.webkitRelativePath || source.name, file: source };
  if (source?.file instanceof File && typeof source.path === 'string') return source;
  throw new AppError('bad-input', `import: number ${at} in the list is no File, and no path with one.`, {
    details: { field: String(at) },
  });
}

/** Stopping what has just ended is no failure. */
const ignoreEnded = (thrown: unknown) => {
  if (toAppError(thrown).code !== 'conflict') throw thrown;
};

const labelOf = (sources: readonly ImportSource[]) => {
  const first = sources[0]?.path ?? '';
  const folder = first.split('/')[0] ?? '';
  return first.includes('/') ? folder : sources.length === 1 ? first : `${sources.length} files`;
};

interface StagedFile {
  readonly ordinal: number;
  readonly file: File;
}

/** In the order of the list; a file's ordinal is its place in it. What a rule refused is not sent. */
function planBatches(sources: readonly ImportSource[], wanted: readonly number[]): StagedFile[][] {
  const batches: StagedFile[][] = [];
  let bytes = 0;
  for (const ordinal of wanted) {
    const file = sources[ordinal]?.file;
    if (file === undefined) continue;
    const last = batches.at(-1);
    if (last === undefined || last.length >= BATCH_FILES || bytes + file.size > BATCH_BYTES) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push({ ordinal, file });
    bytes += file.size;
  }
  return batches;
}

const progressOf = ({ done, total }: ImportView) => ({ done, total });

const ENDED: ReadonlySet<ImportView['status']> = new Set(['done', 'stopped', 'failed']);

function whenEnded(
  { client, runId, workspace }: { readonly client: ImportDeps['client']; readonly runId: Id; readonly workspace: Id },
  onView: (view: ImportView) => void,
) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const cancel = client.live(
    'import-report',
    { runId, limit: 1 },
    (report) => {
      if (report === null) return;
      onView(report.import);
      if (ENDED.has(report.import.status)) resolve();
    },
    reject,
    { workspace },
  );
  promise.catch(() => undefined); // waited for only when all has been sent
  return { promise, cancel };
}
