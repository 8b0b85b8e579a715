import { backupMessages } from './de/backups.ts';
import { captureMessages } from './de/capture.ts';
import { chatMessages } from './de/chat.ts';
import { commandsMessages } from './de/commands.ts';
import { composerMessages } from './de/composer.ts';
import { dataMessages } from './de/data.ts';
import { editorMessages } from './de/editor.ts';
import { exportMessages } from './de/export.ts';
import { findMessages } from './de/find.ts';
import { folderMessages } from './de/folders.ts';
import { graphMessages } from './de/graph.ts';
import { growthMessages } from './de/growth.ts';
import { healthMessages } from './de/health.ts';
import { helpMessages } from './de/help.ts';
import { historyMessages } from './de/history.ts';
import { importMessages } from './de/import.ts';
import { libraryMessages } from './de/library.ts';
import { markdownMessages } from './de/markdown.ts';
import { meaningMessages } from './de/meaning.ts';
import { mirrorMessages } from './de/mirror.ts';
import { notesMessages } from './de/notes.ts';
import { noticesMessages } from './de/notices.ts';
import { panesMessages } from './de/panes.ts';
import { picturesMessages } from './de/pictures.ts';
import { placesMessages } from './de/places.ts';
import { recoveryMessages } from './de/recovery.ts';
import { settingsMessages } from './de/settings.ts';
import { shellMessages } from './de/shell.ts';
import { sourceMessages } from './de/source.ts';
import { spacesMessages } from './de/spaces.ts';
import { tourMessages } from './de/tour.ts';
import { uiMessages } from './de/ui.ts';
import { welcomeMessages } from './de/welcome.ts';
import type { MessageId } from './en.ts';

/** Every text in German; one file for each area, as in `en/`. */
export const de: Readonly<Record<MessageId, string>> = {
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
};
