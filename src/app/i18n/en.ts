import { backupMessages } from './en/backups.ts';
import { captureMessages } from './en/capture.ts';
import { chatMessages } from './en/chat.ts';
import { commandsMessages } from './en/commands.ts';
import { composerMessages } from './en/composer.ts';
import { dataMessages } from './en/data.ts';
import { editorMessages } from './en/editor.ts';
import { exportMessages } from './en/export.ts';
import { findMessages } from './en/find.ts';
import { folderMessages } from './en/folders.ts';
import { graphMessages } from './en/graph.ts';
import { growthMessages } from './en/growth.ts';
import { healthMessages } from './en/health.ts';
import { helpMessages } from './en/help.ts';
import { historyMessages } from './en/history.ts';
import { importMessages } from './en/import.ts';
import { libraryMessages } from './en/library.ts';
import { markdownMessages } from './en/markdown.ts';
import { meaningMessages } from './en/meaning.ts';
import { mirrorMessages } from './en/mirror.ts';
import { notesMessages } from './en/notes.ts';
import { noticesMessages } from './en/notices.ts';
import { panesMessages } from './en/panes.ts';
import { picturesMessages } from './en/pictures.ts';
import { placesMessages } from './en/places.ts';
import { recoveryMessages } from './en/recovery.ts';
import { settingsMessages } from './en/settings.ts';
import { shellMessages } from './en/shell.ts';
import { sourceMessages } from './en/source.ts';
import { spacesMessages } from './en/spaces.ts';
import { tourMessages } from './en/tour.ts';
import { uiMessages } from './en/ui.ts';
import { welcomeMessages } from './en/welcome.ts';

/** Every text of the interface, in ICU MessageFormat. One file for each area; the key starts with the area's name. */
export const en = {
  ...uiMessages,
  ...shellMessages,
  ...commandsMessages,
  ...noticesMessages,
  ...panesMessages,
  ...welcomeMessages,
  ...tourMessages,
  ...importMessages,
  ...folderMessages,
  ...libraryMessages,
  ...spacesMessages,
  ...settingsMessages,
  ...dataMessages,
  ...exportMessages,
  ...healthMessages,
  ...helpMessages,
  ...placesMessages,
  ...backupMessages,
  ...historyMessages,
  ...growthMessages,
  ...recoveryMessages,
  ...captureMessages,
  ...chatMessages,
  ...composerMessages,
  ...findMessages,
  ...notesMessages,
  ...graphMessages,
  ...editorMessages,
  ...sourceMessages,
  ...markdownMessages,
  ...picturesMessages,
  ...meaningMessages,
  ...mirrorMessages,
} as const;

export type MessageId = keyof typeof en;
/** The same keys in another language: one missing and one too many are both errors. */
export type SameTexts<T> = { readonly [K in keyof T]: string };
