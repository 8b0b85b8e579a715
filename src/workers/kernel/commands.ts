import { checkInput } from '../../core/check-input.ts';
import {
  type CommandEnvelope,
  type CommandOutcome,
  type CommandType,
  commandSchemas,
  envelopeSchema,
  isUndoable,
} from '../../core/commands.ts';
import { AppError } from '../../core/errors.ts';
import { forgetIncidents } from '../../db/tables/incidents.ts';
import { isWorkspace } from '../../db/tables/workspaces.ts';
import type { KernelContext } from './context.ts';
import { archiveThings, bringBackArchive, bringBackThings, deleteArchive } from './handlers/archives.ts';
import {
  answerAgain,
  archiveConversation,
  continueAnswer,
  deleteConversation,
  deleteMessage,
  pinConversation,
  readBranch,
  renameConversation,
  sendMessage,
} from './handlers/conversations.ts';
import { openDailyNote } from './handlers/daily.ts';
import { connectFolder, disconnectFolder, recordFolder } from './handlers/folders.ts';
import type { Handler, HandlerInput } from './handlers/handler.ts';
import { restoreVersion } from './handlers/history.ts';
import { pauseRun, resumeRun, startImport, stopRun, undoImport } from './handlers/imports.ts';
import { createNote, deleteItem, editNote, moveItem, renameItem, retryPicturesOf, tagItem } from './handlers/items.ts';
import { deleteItems, moveItems, restoreItems, tagItems } from './handlers/library.ts';
import {
  fileGone,
  followFile,
  forgetFile,
  prepareWrite,
  setFolderMode,
  settleConflict,
  settleWrite,
} from './handlers/mirror.ts';
import { takeFile } from './handlers/mirror-take.ts';
import { linkMentions, renamePropertyOf, renameTag, setPropertyOf } from './handlers/notes.ts';
import { dismissNotices, noteMany, readNotices } from './handlers/notices.ts';
import { restoreItem } from './handlers/restore.ts';
import { deleteSearch, renameSearch, saveSearch } from './handlers/searches.ts';
import { setPreference, setSetting, setSettings } from './handlers/settings.ts';
import { undoCommand } from './handlers/undo.ts';
import { changeWorkspace, createWorkspace, deleteWorkspace, moveToWorkspace } from './handlers/workspaces.ts';
import { offerUndo } from './last-undo.ts';
import { deleteForGood } from './purge.ts';

const HANDLERS: { readonly [T in CommandType]: Handler<T> } = {
  'create-note': createNote,
  'edit-note': editNote,
  'rename-item': renameItem,
  'move-item': moveItem,
  'tag-item': tagItem,
  'link-mentions': linkMentions,
  'rename-tag': renameTag,
  'set-property': setPropertyOf,
  'rename-property': renamePropertyOf,
  'open-daily-note': openDailyNote,
  'delete-item': deleteItem,
  'restore-item': restoreItem,
  'restore-version': restoreVersion,
  'delete-for-good': deleteForGood,
  'retry-pictures': retryPicturesOf,
  'send-message': sendMessage,
  'answer-again': answerAgain,
  'continue-answer': continueAnswer,
  'read-branch': readBranch,
  'delete-message': deleteMessage,
  'rename-conversation': renameConversation,
  'pin-conversation': pinConversation,
  'archive-conversation': archiveConversation,
  'delete-conversation': deleteConversation,
  'save-search': saveSearch,
  'rename-search': renameSearch,
  'delete-search': deleteSearch,
  'start-import': startImport,
  'connect-folder': connectFolder,
  'record-folder': recordFolder,
  'disconnect-folder': disconnectFolder,
  'set-folder-mode': setFolderMode,
  'mirror-take': takeFile,
  'mirror-prepare': prepareWrite,
  'mirror-settle': settleWrite,
  'mirror-follow': followFile,
  'mirror-gone': fileGone,
  'mirror-forget': forgetFile,
  'settle-conflict': settleConflict,
  'pause-run': pauseRun,
  'resume-run': resumeRun,
  'stop-run': stopRun,
  'set-preference': setPreference,
  'set-setting': setSetting,
  'set-settings': setSettings,
  undo: undoCommand,
  'undo-import': undoImport,
  'archive-things': archiveThings,
  'bring-back': bringBackThings,
  'bring-back-archive': bringBackArchive,
  'delete-archive': deleteArchive,
  'tag-items': tagItems,
  'move-items': moveItems,
  'delete-items': deleteItems,
  'restore-items': restoreItems,
  'create-workspace': createWorkspace,
  'change-workspace': changeWorkspace,
  'delete-workspace': deleteWorkspace,
  'move-to-workspace': moveToWorkspace,
  'read-notices': readNotices,
  'dismiss-notices': dismissNotices,
  'forget-incidents': ({ unit, context }) => forgetIncidents(context.db, unit),
};

/** Commands that the user would look for under “undo”. Typing has its own, in the editor. */
const OFFERED: ReadonlySet<CommandType> = new Set([
  'create-note',
  'rename-item',
  'move-item',
  'tag-item',
  'link-mentions',
  'rename-tag',
  'set-property',
  'rename-property',
  'delete-item',
  'restore-item',
  'restore-version',
  'delete-message',
  'rename-conversation',
  'pin-conversation',
  'archive-conversation',
  'delete-conversation',
  'delete-archive',
  'settle-conflict',
  'save-search',
  'rename-search',
  'delete-search',
  'tag-items',
  'move-items',
  'delete-items',
  'restore-items',
  'create-workspace',
  'change-workspace',
  'delete-workspace',
  'move-to-workspace',
]);

/** What they make belongs to the workspace that they are sent from. */
const MAKES: ReadonlySet<CommandType> = new Set([
  'create-note',
  'open-daily-note',
  'send-message',
  'save-search',
  'start-import',
  'connect-folder',
]);

async function refuseNowhere({ db }: KernelContext, { type, workspace }: Pick<CommandEnvelope, 'type' | 'workspace'>) {
  if (!MAKES.has(type) || (await isWorkspace(db, workspace))) return;
  throw new AppError('not-found', 'That workspace is not here any more.', { details: { field: 'workspace' } });
}

/** Rejects with `bad-input` naming the field, or what the handler refuses. Applied at most once for its id. */
export async function executeCommand(context: KernelContext, input: unknown): Promise<CommandOutcome> {
  const envelope = checkInput(envelopeSchema, input, 'command');
  const payload = checkInput(commandSchemas[envelope.type], envelope.payload, envelope.type);
  const meta = {
    commandId: envelope.id,
    type: envelope.type,
    workspaceId: envelope.workspace,
    actor: 'user',
    remember: true,
  };
  // The payload has been parsed by the schema of this very type.
  const handler = HANDLERS[envelope.type] as Handler<CommandType>;
  const { value, repeated } = await context.writer.write(meta, async (unit) => {
    await refuseNowhere(context, envelope);
    const outcome =
      (await handler({
        payload,
        workspaceId: envelope.workspace,
        unit,
        context,
      } as HandlerInput<CommandType>)) ?? {};
    await noteMany(context, unit, envelope.type, { payload, outcome, workspaceId: envelope.workspace });
    return outcome;
  });
  if (!repeated && OFFERED.has(envelope.type))
    offerUndo(context.session, { commandId: envelope.id, label: envelope.type });
  return { commandId: envelope.id, undoable: isUndoable(envelope.type), repeated, ...value };
}
