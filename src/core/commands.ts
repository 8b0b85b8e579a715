import { z } from 'zod';
import { archiveRuleSchema } from './archive/archive-rule.ts';
import { versionClock } from './history/history-queries.ts';
import type { Id } from './ids.ts';
import { ITEM_KINDS } from './items/item.ts';
import { libraryCommandSchemas } from './library-queries.ts';
import { mirrorCommandSchemas } from './mirror/mirror-commands.ts';
import { dayNumberOf } from './notes/daily.ts';
import { noticeCommandSchemas } from './notices/notice-queries.ts';
import { storableText, UNSTORABLE_MESSAGE } from './storable-text.ts';
import { workspaceCommandSchemas } from './workspace-commands.ts';
import { localeSchema, zoneSchema } from './zone-schema.ts';

/**
 * Every command: what a client may ask to be changed. A command carries its own id and is applied at most once for it.
 * Everything that writes goes through here; each type has one handler in the kernel.
 */

const id = z.uuid();

/** The same in JSON as it is written: escapes, after an even number of backslashes. */
const UNSTORABLE_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i;
const jsonValue = z.json().refine((value) => !UNSTORABLE_ESCAPE.test(JSON.stringify(value)), UNSTORABLE_MESSAGE);
const title = storableText.max(500);
const namedTitle = storableText.trim().min(1).max(500);
const folder = storableText.max(1000);
/** Where an item can be put. */
const place = folder.regex(/^(?:[^/]+(?:\/[^/]+)*)?$/u, 'A folder is names with / between them.');
const tag = storableText
  .min(1)
  .max(100)
  .regex(/^[^\s#,]+$/u, 'A tag is one word, without # and commas.');
const text = storableText.max(20_000_000);
const textOffset = z.number().int().min(0).max(20_000_000);
const propertyKey = storableText.trim().min(1).max(100);
const propertyText = storableText.max(10_000);
const propertyValue = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['text', 'date', 'link']), value: propertyText }),
  z.strictObject({ type: z.literal('number'), value: z.number() }),
  z.strictObject({ type: z.literal('checkbox'), value: z.boolean() }),
  z.strictObject({ type: z.literal('list'), value: z.array(propertyText).max(500) }),
]);
const day = z.string().refine((value) => dayNumberOf(value) !== null, 'A day is written as 2026-11-22.');
const searchName = storableText.trim().min(1).max(200);
const searchQuery = storableText.trim().min(1).max(2000);
/** UTC in ms, within what a date can be. */
const timeMs = z.number().min(-8.64e15).max(8.64e15);

export const searchFiltersSchema = z.strictObject({
  /** Any of these, as far as they are seen from where it is asked. */
  workspaceIds: z.array(id).max(100).optional(),
  kinds: z.array(z.enum(ITEM_KINDS)).optional(),
  tags: z.array(tag).max(50).optional(),
  folder: folder.optional(),
  itemIds: z.array(id).max(1000).optional(),
  people: z.array(storableText.max(200)).max(50).optional(),
  recipients: z.array(storableText.max(200)).max(50).optional(),
  hasAttachment: z.boolean().optional(),
  updatedFromMs: timeMs.optional(),
  updatedToMs: timeMs.optional(),
});

const answerPlace = {
  /** The answer's message and run; made by the client, so that a retry finds the same. */
  answerId: id,
  runId: id,
  /** Passages that the answer is made from, at most. */
  limit: z.number().int().min(1).max(20).default(12),
  /** The time zone that the person's days are in: what "last week" is read by. */
  zone: zoneSchema.default('UTC'),
};

const conversationCommands = {
  /** A question, and the place of its answer. Beside another one, with the same parent, it begins a branch. */
  'send-message': z.strictObject({
    conversationId: id,
    messageId: id,
    parentId: id.nullable(),
    text: storableText.trim().min(1).max(20_000),
    filters: searchFiltersSchema.default({}),
    ...answerPlace,
  }),
  /** Another answer to the same question, from where that one was to come, or from elsewhere. */
  'answer-again': z.strictObject({
    conversationId: id,
    questionId: id,
    filters: searchFiltersSchema.optional(),
    ...answerPlace,
  }),
  /** Goes on with an answer that was stopped, under a run of its own. */
  'continue-answer': z.strictObject({ answerId: id, runId: id }),
  /** The branch through this message is the one that is read; of several, the one that was read last. */
  'read-branch': z.strictObject({ conversationId: id, messageId: id }),
  /** The message, and all that was said after it. */
  'delete-message': z.strictObject({ messageId: id }),
  'rename-conversation': z.strictObject({ conversationId: id, title: namedTitle }),
  'pin-conversation': z.strictObject({ conversationId: id, pinned: z.boolean() }),
  'archive-conversation': z.strictObject({ conversationId: id, archived: z.boolean() }),
  'delete-conversation': z.strictObject({ conversationId: id }),
} as const;

const sizeBytes = z.number().int().min(0);

export const importFileSchema = z.strictObject({
  /** With `/`, as the user's folder has it. Checked by `core/items/path`. What cannot be stored is shown as `\ufffd`. */
  path: z
    .string()
    .max(5000)
    .transform((path) => path.replace(/[\0\p{Surrogate}]/gu, '\ufffd')),
  sizeBytes,
  mediaType: storableText.max(200),
  modifiedMs: timeMs,
});

const filePath = storableText.min(1).max(5000);
const folderFileSchema = z.strictObject({ path: filePath, sizeBytes, modifiedMs: timeMs.int() });

export const commandSchemas = {
  'create-note': z.strictObject({ itemId: id, title, folder: place.default(''), text: text.default('') }),
  /** `update` is a Yjs update of the note's body. */
  'edit-note': z.strictObject({ itemId: id, update: z.instanceof(Uint8Array) }),
  /** `links`: those in notes that lead to it by its old title get the new one. */
  'rename-item': z.strictObject({ itemId: id, title: namedTitle, links: z.boolean().default(false) }),
  /** Makes links to the item of its mentions: of these, or of all that the notes hold which are named without a place. */
  'link-mentions': z.strictObject({
    itemId: id,
    mentions: z
      .array(z.strictObject({ noteId: id, start: textOffset.optional() }))
      .min(1)
      .max(1000),
  }),
  /** On everything that has it, in texts too; with the tags below it. */
  'rename-tag': z.strictObject({ from: tag, to: tag }),
  /** Of a note's front matter; `null` takes it away. */
  'set-property': z.strictObject({ itemId: id, key: propertyKey, value: propertyValue.nullable() }),
  'rename-property': z.strictObject({ itemId: id, key: propertyKey, to: propertyKey }),
  /** Makes the note of a day where there is none; the outcome names it. */
  'open-daily-note': z.strictObject({ day, zone: zoneSchema.default('UTC'), locale: localeSchema.default('en') }),
  'move-item': z.strictObject({ itemId: id, folder: place }),
  'tag-item': z.strictObject({ itemId: id, tags: z.array(tag).max(100) }),
  'delete-item': z.strictObject({ itemId: id }),
  'restore-item': z.strictObject({ itemId: id }),
  /** Makes title, folder, tags and text, or the original, as they were in a version that `item-history` named. */
  'restore-version': z.strictObject({ itemId: id, hlc: versionClock }),
  /** Things that lie in the bin lose their contents; what is left says only that they were there. */
  'delete-for-good': z.strictObject({ itemIds: z.array(id).min(1).max(50) }),
  /** Tries again what could not be read of the words in its pictures. */
  'retry-pictures': z.strictObject({ itemId: id }),
  ...conversationCommands,
  'save-search': z.strictObject({ searchId: id, name: searchName, query: searchQuery }),
  'rename-search': z.strictObject({ searchId: id, name: searchName }),
  'delete-search': z.strictObject({ searchId: id }),
  'start-import': z.strictObject({
    runId: id,
    /** What the user dropped, in a word: the folder's name. */
    label: title,
    files: z.array(importFileSchema).max(200_000),
    /** Whether listed pictures that are as small as icons are taken too: somebody chose each of them. */
    icons: z.boolean().default(false),
  }),
  'connect-folder': z.strictObject({ folderId: id, name: namedTitle }),
  /** What was found in a connected folder: files that are there now, as they are, and paths that are there no more. */
  'record-folder': z.strictObject({
    folderId: id,
    there: z.array(folderFileSchema).max(250_000),
    gone: z.array(filePath).max(250_000),
    /** Of a mirror: files that are gone, whose notes stay until the user agrees. Null where that is not known. */
    heldBack: z.number().int().min(0).nullable().default(null),
  }),
  /** Forgets the folder. What came from it stays. */
  'disconnect-folder': z.strictObject({ folderId: id }),
  ...mirrorCommandSchemas,
  'pause-run': z.strictObject({ runId: id }),
  'resume-run': z.strictObject({ runId: id }),
  'stop-run': z.strictObject({ runId: id }),
  /** `null` takes the preference away. */
  'set-preference': z.strictObject({ key: storableText.min(1).max(100), value: jsonValue }),
  'set-setting': z.strictObject({ key: storableText.min(1).max(100), value: jsonValue }),
  /** Several at once: all of them, or none where one does not fit. */
  'set-settings': z.strictObject({ settings: z.record(storableText.min(1).max(100), jsonValue) }),
  /** Takes back the command, or all that a run's steps changed in items. What changed since is left as it is. */
  undo: z.strictObject({ commandId: id }),
  'undo-import': z.strictObject({ runId: id }),
  /** Moves what fits the rule to an archive, in the background. */
  'archive-things': z.strictObject({ archiveId: id, runId: id, name: namedTitle, rule: archiveRuleSchema }),
  /** Things come back from the archives that they lie in. */
  'bring-back': z.strictObject({ itemIds: z.array(id).min(1).max(50) }),
  /** All of an archive, in the background. */
  'bring-back-archive': z.strictObject({ archiveId: id, runId: id }),
  /** Puts all that lies in it into the bin. */
  'delete-archive': z.strictObject({ archiveId: id }),
  'forget-incidents': z.strictObject({}),
  ...workspaceCommandSchemas,
  ...noticeCommandSchemas,
  ...libraryCommandSchemas,
} as const;

export type CommandType = keyof typeof commandSchemas;
/** As the client writes it: defaults may be left out. */
export type CommandInput<T extends CommandType> = z.input<(typeof commandSchemas)[T]>;
export type CommandPayload<T extends CommandType> = z.output<(typeof commandSchemas)[T]>;

export interface CommandEnvelope<T extends CommandType = CommandType> {
  readonly id: Id;
  readonly type: T;
  readonly payload: CommandInput<T>;
  readonly workspace: Id;
}

export interface CommandOutcome {
  readonly commandId: Id;
  /** Whether `undo` with this id can take it back. */
  readonly undoable: boolean;
  /** True when a command with this id was applied before, and this is what it said then. */
  readonly repeated: boolean;
  /** What the handler has to say: for `undo`, how many cells were left because they changed since. */
  readonly kept?: number;
  /** Notes whose text was changed by a command that may change many. */
  readonly changed?: number;
  /** What was made, or found, where the client does not name it. */
  readonly itemId?: Id;
}

export const envelopeSchema = z.strictObject({
  id,
  type: z.enum(Object.keys(commandSchemas) as [CommandType, ...CommandType[]]),
  payload: z.unknown(),
  workspace: id,
});

/** Those that change no cells of the user's things, or whose run goes on by itself. */
const NOT_UNDOABLE: ReadonlySet<string> = new Set<CommandType>([
  'delete-for-good',
  'retry-pictures',
  'send-message',
  'answer-again',
  'continue-answer',
  'read-branch',
  'start-import',
  'connect-folder',
  'record-folder',
  'disconnect-folder',
  'set-folder-mode',
  'mirror-prepare',
  'mirror-settle',
  'mirror-forget',
  'pause-run',
  'resume-run',
  'stop-run',
  'set-setting',
  'set-settings',
  'undo-import',
  'archive-things',
  'bring-back',
  'bring-back-archive',
  'forget-incidents',
  'read-notices',
  'dismiss-notices',
]);

/** Whether `undo` can take back a command of this type. */
export const isUndoable = (type: string): boolean => !NOT_UNDOABLE.has(type);
