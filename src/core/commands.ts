import { z } from 'zod';
import type { Id } from './ids.ts';

/**
 * Every command: what a client may ask to be changed. A command carries its own id and is applied at most once for it.
 * Everything that writes goes through here; each type has one handler in the kernel.
 */

const id = z.uuid();
const title = z.string().max(500);
const folder = z.string().max(1000);
const tag = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\s#,]+$/u, 'A tag is one word, without # and commas.');
const text = z.string().max(20_000_000);

export const searchFiltersSchema = z.strictObject({
  workspaceId: id.optional(),
  kinds: z.array(z.enum(['note', 'file', 'page'])).optional(),
  tags: z.array(tag).max(50).optional(),
  folder: folder.optional(),
  itemIds: z.array(id).max(1000).optional(),
  updatedFromMs: z.number().optional(),
  updatedToMs: z.number().optional(),
});

export const importFileSchema = z.strictObject({
  /** With `/`, as the user's folder has it. Checked by `core/items/path`. */
  path: z.string().max(5000),
  sizeBytes: z.number().int().min(0),
  mediaType: z.string().max(200),
  modifiedMs: z.number(),
});

export const commandSchemas = {
  'create-note': z.strictObject({ itemId: id, title, folder: folder.default(''), text: text.default('') }),
  /** `update` is a Yjs update of the note's body. */
  'edit-note': z.strictObject({ itemId: id, update: z.instanceof(Uint8Array) }),
  'rename-item': z.strictObject({ itemId: id, title: title.min(1) }),
  'move-item': z.strictObject({ itemId: id, folder }),
  'tag-item': z.strictObject({ itemId: id, tags: z.array(tag).max(100) }),
  'delete-item': z.strictObject({ itemId: id }),
  'restore-item': z.strictObject({ itemId: id }),
  'send-message': z.strictObject({
    conversationId: id,
    messageId: id,
    /** The answer's message and run; made by the client, so that a retry finds the same. */
    answerId: id,
    runId: id,
    parentId: id.nullable(),
    text: z.string().trim().min(1).max(20_000),
    filters: searchFiltersSchema.default({}),
  }),
  'rename-conversation': z.strictObject({ conversationId: id, title: title.min(1) }),
  'delete-conversation': z.strictObject({ conversationId: id }),
  'start-import': z.strictObject({
    runId: id,
    /** What the user dropped, in a word: the folder's name. */
    label: title,
    files: z.array(importFileSchema).max(200_000),
  }),
  'pause-run': z.strictObject({ runId: id }),
  'resume-run': z.strictObject({ runId: id }),
  'stop-run': z.strictObject({ runId: id }),
  'set-preference': z.strictObject({ key: z.string().min(1).max(100), value: z.json() }),
  'set-setting': z.strictObject({ key: z.string().min(1).max(100), value: z.json() }),
  /** Takes back the command, or all that a run's steps changed in items. What changed since is left as it is. */
  undo: z.strictObject({ commandId: id }),
  'undo-import': z.strictObject({ runId: id }),
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
}

export const envelopeSchema = z.strictObject({
  id,
  type: z.enum(Object.keys(commandSchemas) as [CommandType, ...CommandType[]]),
  payload: z.unknown(),
  workspace: id,
});
