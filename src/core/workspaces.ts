import type { Id } from './ids.ts';

/**
 * The workspace that every store starts with; the same on each device, so that two of them meet in it. What belongs to it
 * belongs to all. Whoever looks from it sees everything: in the interface it is “Everything”.
 */
export const HOME_WORKSPACE: Id = '00000000-0000-7000-8000-000000000001';

/**
 * Where the searchable text of a conversation lies that was asked in Everything: it may hold words of every workspace, so no
 * workspace finds it.
 */
export const EVERYTHING_ONLY: Id = '00000000-0000-7000-8000-000000000002';

/** The workspaces whose things are seen from this one; null for all of them. */
export const seenFrom = (workspaceId: Id): readonly Id[] | null =>
  workspaceId === HOME_WORKSPACE ? null : [workspaceId, HOME_WORKSPACE];

/** Whether what belongs to `owner` is seen from `workspaceId`. */
export const isSeenFrom = (workspaceId: Id, owner: Id): boolean => seenFrom(workspaceId)?.includes(owner) ?? true;

/** What a link that stands in a thing of `workspaceId` can lead to: its own first, then what belongs to all; from there also what was asked in Everything. */
export const linkedFrom = (workspaceId: Id): readonly Id[] =>
  workspaceId === HOME_WORKSPACE ? [HOME_WORKSPACE, EVERYTHING_ONLY] : [workspaceId, HOME_WORKSPACE];
