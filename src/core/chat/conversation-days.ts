import type { Conversation } from './conversation-queries.ts';

/** Where a conversation stands in the list of all. Of `month`, the month is that of `fromMs`. */
export type DayGroup =
  | { readonly type: 'pinned' | 'today' | 'yesterday' | 'week' }
  | { readonly type: 'month'; readonly fromMs: number };

export interface ConversationGroup {
  readonly group: DayGroup;
  readonly conversations: readonly Conversation[];
}

/** Starts of days and months where the person is, in UTC ms. */
export interface Calendar {
  readonly startOfDay: (ms: number) => number;
  readonly startOfMonth: (ms: number) => number;
}

const DAY_MS = 86_400_000;

/** Pinned, today, yesterday, the seven days before, then by month; in the order in which they are given. */
export function groupConversations(
  conversations: readonly Conversation[],
  nowMs: number,
  { startOfDay, startOfMonth }: Calendar,
): ConversationGroup[] {
  const today = startOfDay(nowMs);
  // Days are not all of 24 hours: the middle of one leads to its start.
  const dayBefore = (days: number) => startOfDay(today - days * DAY_MS + DAY_MS / 2);
  const groupOf = ({ pinnedMs, updatedMs }: Conversation): DayGroup => {
    if (pinnedMs !== null) return { type: 'pinned' };
    if (updatedMs >= today) return { type: 'today' };
    if (updatedMs >= dayBefore(1)) return { type: 'yesterday' };
    return updatedMs >= dayBefore(7) ? { type: 'week' } : { type: 'month', fromMs: startOfMonth(updatedMs) };
  };
  const groups = new Map<string, { group: DayGroup; conversations: Conversation[] }>();
  for (const conversation of conversations) {
    const group = groupOf(conversation);
    const key = JSON.stringify(group);
    const held = groups.get(key);
    if (held === undefined) groups.set(key, { group, conversations: [conversation] });
    else held.conversations.push(conversation);
  }
  return [...groups.values()];
}
