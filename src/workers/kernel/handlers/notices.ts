import type { CommandPayload, CommandType } from '../../../core/commands.ts';
import type { Id } from '../../../core/ids.ts';
import { MANY, MANY_COMMANDS, type ManyCommand } from '../../../core/notices/notice.ts';
import { markDismissed, markRead } from '../../../db/tables/notices.ts';
import type { WriteUnit } from '../../../db/write.ts';
import type { KernelContext } from '../context.ts';
import type { HandlerInput, HandlerOutcome } from './handler.ts';

export const readNotices = ({ payload, unit, context }: HandlerInput<'read-notices'>): void =>
  markRead(context.db, unit, payload.noticeIds);

export const dismissNotices = ({ payload, unit, context }: HandlerInput<'dismiss-notices'>): void =>
  markDismissed(context.db, unit, payload.noticeIds, payload.dismissed);

interface Executed {
  readonly payload: CommandPayload<CommandType>;
  readonly outcome: HandlerOutcome;
  readonly workspaceId: Id;
}

/** What was done to many things at once can be taken back later than its message stands. */
export async function noteMany(
  { notices }: KernelContext,
  unit: WriteUnit,
  type: CommandType,
  { payload, outcome, workspaceId }: Executed,
): Promise<void> {
  if (!isOnMany(type)) return;
  const count = countOf(payload, outcome);
  if (count < MANY) return;
  const more = { workspaceId, subject: type, undoId: unit.commandId, isNews: false };
  await notices.raise(unit, 'things-changed', { command: type, count }, more);
}

const isOnMany = (type: string): type is ManyCommand => (MANY_COMMANDS as readonly string[]).includes(type);

const countOf = (payload: CommandPayload<CommandType>, { changed = 0 }: HandlerOutcome): number =>
  'itemIds' in payload ? new Set(payload.itemIds).size : changed;
