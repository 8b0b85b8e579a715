import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { seenFrom } from '../../core/workspaces.ts';

/** What is seen from a workspace, in SQL. Whatever lists things across items goes through one of these. */

/** Whether a row whose workspace is in `column` is seen from `workspaceId`: its own and what belongs to all; from Everything all. */
export function seenInWorkspace(column: string, workspaceId: Id): RawBuilder<SqlBool> {
  const seen = seenFrom(workspaceId);
  return seen === null ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} in (${sql.join(seen)})`;
}

/** For conversations: from a workspace its own alone, since those that were asked in Everything may speak of all. */
export const ownOfWorkspace = <DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  column: string,
  workspaceId: Id,
): SelectQueryBuilder<DB, TB, O> =>
  seenFrom(workspaceId) === null ? query : query.where(sql<SqlBool>`${sql.ref(column)} = ${workspaceId}`);
