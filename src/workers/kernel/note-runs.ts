import type { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { isImportNews } from '../../core/notices/notice.ts';
import type { ImportInput } from '../../core/runs/import-run.ts';
import type { Run, RunStatus } from '../../core/runs/run.ts';
import { folderNamed } from '../../db/tables/folders.ts';
import { findImport } from '../../db/tables/runs.ts';
import type { WriteUnit } from '../../db/write.ts';
import type { KernelContext } from './context.ts';

/** What is told in the tray of runs that have ended; in the unit that ends them. */

type Ended<Input> = Pick<Run<unknown, Input>, 'id' | 'workspaceId' | 'input' | 'createdMs'>;

/** Nothing is told of what brought nothing and went well. */
export async function noteImport(
  { db, notices }: KernelContext,
  unit: WriteUnit,
  { id: runId, workspaceId, input, createdMs }: Ended<ImportInput>,
  error: AppError | null,
): Promise<void> {
  const subject = runId;
  if (error !== null)
    return notices.raise(unit, 'import-failed', { runId, code: error.code }, { workspaceId, subject });
  const found = await findImport(db, runId);
  if (found === null) return;
  const { added, updated, failed } = found;
  const changed = added + updated;
  if (changed + failed === 0) return;
  const undo = changed > 0 ? { undoId: runId } : {};
  const folderId = await folderNamed(db, workspaceId, input.label);
  if (folderId === null) {
    const isNews = isImportNews(unit.nowMs - createdMs, failed);
    return notices.raise(
      unit,
      'import-finished',
      { runId, changed, failed },
      { ...undo, workspaceId, subject, isNews },
    );
  }
  // A folder is read again and again: that is told of its troubles only.
  const more = { ...undo, workspaceId, subject: folderId, isNews: failed > 0 };
  return notices.raise(unit, 'folder-read', { folderId, runId, changed, failed }, more);
}

/** An answer that somebody waits for is seen as it comes. */
export async function noteAnswer(
  { notices, isOpen }: KernelContext,
  unit: WriteUnit,
  conversationId: Id,
  { workspaceId }: Pick<Run, 'workspaceId'>,
  status: RunStatus,
): Promise<void> {
  if ((status !== 'done' && status !== 'failed') || isOpen(conversationId)) return;
  const kind = status === 'done' ? 'answer-finished' : 'answer-failed';
  await notices.raise(unit, kind, { conversationId }, { workspaceId, subject: conversationId });
}

interface ArchiveEnd {
  readonly status: RunStatus;
  readonly error: AppError | null;
  readonly kind: 'archive-finished' | 'archive-returned';
  readonly count: number;
}

export async function noteArchive(
  { notices }: KernelContext,
  unit: WriteUnit,
  { workspaceId }: Pick<Run, 'workspaceId'>,
  { status, error, kind, count }: ArchiveEnd,
): Promise<void> {
  if (error !== null) return notices.raise(unit, 'archive-failed', { code: error.code }, { workspaceId });
  if (status === 'done') await notices.raise(unit, kind, { count }, { workspaceId });
}
