import type { Id } from '../ids.ts';

/**
 * What happened while nobody looked, or is worth more than a message that goes by itself. A notice holds ids, counts and codes,
 * and never words of what somebody has: names are looked up when it is read, as they are seen from where it is asked.
 */

export interface NoticeFacts {
  /** `changed`: things that were added or brought up to date; `failed`: files that could not be read. */
  readonly 'import-finished': { readonly runId: Id; readonly changed: number; readonly failed: number };
  readonly 'import-failed': { readonly runId: Id; readonly code: string };
  /** A connected folder was read again. */
  readonly 'folder-read': {
    readonly folderId: Id;
    readonly runId: Id;
    readonly changed: number;
    readonly failed: number;
  };
  /** In a conversation that nobody had open. */
  readonly 'answer-finished': { readonly conversationId: Id };
  readonly 'answer-failed': { readonly conversationId: Id };
  /** A command on many things at once. */
  readonly 'things-changed': { readonly command: ManyCommand; readonly count: number };
  readonly 'mirror-conflict': { readonly folderId: Id };
  /** So many files are gone that their notes stay until the user agrees. */
  readonly 'mirror-held-back': { readonly folderId: Id; readonly count: number };
  readonly 'backup-failed': { readonly code: string };
  readonly 'backup-again': Readonly<Record<string, never>>;
  readonly 'outside-failed': { readonly code: string };
  readonly 'drill-failed': Readonly<Record<string, never>>;
  /** `mended`: of what was found, what was made again. */
  readonly 'check-found': { readonly found: number; readonly mended: number };
  readonly 'model-fetched': Readonly<Record<string, never>>;
  readonly 'model-failed': { readonly code: string };
  /** The store is another one than before. */
  readonly 'store-changed': { readonly purpose: 'move' | 'restore' | 'repair' };
  readonly 'move-failed': { readonly code: string };
  readonly 'archive-finished': { readonly count: number };
  readonly 'archive-returned': { readonly count: number };
  readonly 'archive-failed': { readonly code: string };
  readonly 'bin-emptied': { readonly count: number };
  readonly 'room-low': { readonly low: 'bytes' | 'share' | 'days' };
}

export type NoticeKind = keyof NoticeFacts;

/** Commands that change many things at once. */
export const MANY_COMMANDS = [
  'delete-items',
  'restore-items',
  'move-items',
  'tag-items',
  'move-to-workspace',
  'rename-tag',
] as const;
export type ManyCommand = (typeof MANY_COMMANDS)[number];
/** So many are worth a notice: fewer are found, and undone, one by one. */
export const MANY = 5;

export type NoticeTone = 'plain' | 'warn' | 'bad';

/**
 * What becomes of an open notice of the same kind and subject: `never`, each stands for itself; `again`, it is told anew and
 * counted; `sum`, its counts are added up; `lasting`, it is told once for as long as its facts are the same.
 */
export type NoticeMerge = 'never' | 'again' | 'sum' | 'lasting';

export interface NoticeRule {
  readonly tone: NoticeTone;
  readonly merge: NoticeMerge;
  /** `all`: it concerns Hearth as a whole, and is told in every workspace. */
  readonly owner: 'workspace' | 'all';
}

const rule = (owner: NoticeRule['owner'], merge: NoticeMerge, tone: NoticeTone = 'plain'): NoticeRule => ({
  ...{ owner, merge, tone },
});

export const NOTICE_RULES: Readonly<Record<NoticeKind, NoticeRule>> = {
  'import-finished': rule('workspace', 'never'),
  'import-failed': rule('workspace', 'never', 'bad'),
  'folder-read': rule('workspace', 'sum'),
  'answer-finished': rule('workspace', 'again'),
  'answer-failed': rule('workspace', 'again', 'warn'),
  'things-changed': rule('workspace', 'never'),
  'mirror-conflict': rule('workspace', 'again', 'warn'),
  'mirror-held-back': rule('workspace', 'lasting', 'warn'),
  'backup-failed': rule('all', 'lasting', 'bad'),
  'backup-again': rule('all', 'again'),
  'outside-failed': rule('all', 'lasting', 'warn'),
  'drill-failed': rule('all', 'again', 'bad'),
  'check-found': rule('all', 'lasting', 'warn'),
  'model-fetched': rule('all', 'again'),
  'model-failed': rule('all', 'lasting', 'warn'),
  'store-changed': rule('all', 'lasting'),
  'move-failed': rule('all', 'again', 'bad'),
  'archive-finished': rule('workspace', 'never'),
  'archive-returned': rule('workspace', 'never'),
  'archive-failed': rule('workspace', 'again', 'bad'),
  'bin-emptied': rule('all', 'sum'),
  'room-low': rule('all', 'lasting', 'warn'),
};

/** With files that could not be read, what is told of an import is a warning. */
export const toneOf = (kind: NoticeKind, facts: object): NoticeTone =>
  'failed' in facts && Number(facts.failed) > 0 ? 'warn' : NOTICE_RULES[kind].tone;

/** What one has waited for less long than this is seen as it happens, and is no news. */
export const NEWS_AFTER_MS = 10_000;

/** Of an import: whether it is news, or was over while one looked at it and went well. */
export const isImportNews = (tookMs: number, failed: number): boolean => failed > 0 || tookMs > NEWS_AFTER_MS;
