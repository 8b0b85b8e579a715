import { freedBytes } from '../../core/archive/archive-rule.ts';
import type { ArchivesView, ArchiveWork } from '../../core/growth-queries.ts';
import type { Id } from '../../core/ids.ts';
import type { QueryOutput, QueryParams } from '../../core/queries.ts';
import type { ArchiveInput, ArchiveState, BringBackInput, BringBackState } from '../../core/runs/archive-run.ts';
import type { Run } from '../../core/runs/run.ts';
import { archiveParts, countArchivable, listArchives } from '../../db/tables/archives.ts';
import { archiveRunsUnderWay, lastArchiveFailure } from '../../db/tables/runs.ts';
import type { KernelContext } from './context.ts';

export async function archivesView({ db, archives }: KernelContext): Promise<ArchivesView> {
  const [found, parts, runs, failed] = await Promise.all([
    listArchives(db),
    archiveParts(db),
    archiveRunsUnderWay(db),
    lastArchiveFailure(db),
  ]);
  const damaged = new Set(parts.filter(({ file }) => archives.damaged.has(file)).map(({ archiveId }) => archiveId));
  const [run] = runs;
  return {
    archives: found.map((archive) => ({ ...archive, damaged: damaged.has(archive.id) })),
    work: run === undefined ? null : toWork(run),
    failed,
  };
}

/** Each kind wrote its own input and state. */
function toWork(run: Run): ArchiveWork {
  if (run.kind === 'archive') {
    const { input, state } = run as Run<ArchiveState, ArchiveInput>;
    const { archiveId, total } = input;
    return { kind: 'archive', runId: run.id, archiveId, done: state.archived, total };
  }
  const { input, state } = run as Run<BringBackState, BringBackInput>;
  const { archiveId, total } = input;
  return { kind: 'bring-back', runId: run.id, archiveId, done: state.back, total };
}

export async function archivableView(
  { db }: KernelContext,
  { rule }: QueryParams<'archivable'>,
  workspaceId: Id,
): Promise<QueryOutput['archivable']> {
  const { items, textBytes, chunks } = await countArchivable(db, workspaceId, rule);
  return { items, freedBytes: freedBytes(textBytes, chunks) };
}
