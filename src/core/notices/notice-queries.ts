import { z } from 'zod';
import type { Id } from '../ids.ts';
import { KEPT_NOTICES } from './keep-notices.ts';
import type { NoticeFacts, NoticeKind, NoticeTone } from './notice.ts';

/** What is asked of notices, and what may be done with them. */

const noticeIds = z.array(z.uuid()).min(1).max(KEPT_NOTICES);

export const noticeQuerySchemas = {
  /** What is seen from the workspace, newest first. */
  notices: z.strictObject({}),
  /** Which of them are new. */
  'unread-notices': z.strictObject({}),
} as const;

export const noticeCommandSchemas = {
  'read-notices': z.strictObject({ noticeIds }),
  /** Puts them away, or brings them back. */
  'dismiss-notices': z.strictObject({ noticeIds, dismissed: z.boolean().default(true) }),
} as const;

/** `too-late`: the changes are no longer kept one by one. `done`: that has been taken back. */
export type NoticeUndo =
  | { readonly state: 'possible'; readonly by: 'undo' | 'undo-import'; readonly id: Id }
  | { readonly state: 'too-late' | 'done' };

export interface UnreadNotice {
  readonly id: Id;
  /** The conversation, import or folder that it is about: whoever opens that has read it. */
  readonly about: Id | null;
}

interface NoticeOf<K extends NoticeKind> {
  readonly kind: K;
  readonly facts: NoticeFacts[K];
}

/** Facts by kind. */
export type NoticeWords = { readonly [K in NoticeKind]: NoticeOf<K> }[NoticeKind];

export type NoticeView = NoticeWords & {
  readonly id: Id;
  readonly atMs: number;
  readonly tone: NoticeTone;
  /** Of an import its label, of a conversation its title, of a folder its name; else null. */
  readonly name: string | null;
  /** How often it happened. */
  readonly times: number;
  readonly isRead: boolean;
  /** Null where there is nothing to take back. */
  readonly undo: NoticeUndo | null;
};
