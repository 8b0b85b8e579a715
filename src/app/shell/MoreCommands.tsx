import { useHelpCommands } from '../help/use-help-commands.ts';
import { useCreateCommands } from './use-create-commands.ts';
import { useDataCommands } from './use-data-commands.ts';
import { useSettingsCommands } from './use-settings-commands.ts';
import { useViewCommands } from './use-view-commands.ts';

/** Commands that no first paint needs: loaded after it, and shown nowhere but in the palette and the sheet. */
export function MoreCommands(): null {
  useCreateCommands();
  useViewCommands();
  useDataCommands();
  useHelpCommands();
  useSettingsCommands();
  return null;
}
