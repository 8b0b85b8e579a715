import type { SettingKey, Settings } from '../../core/settings/settings.ts';
import { useCommand, useLive } from '../client.tsx';

export interface SettingsAccess {
  /** `undefined` until they are read. The kernel fills in defaults and drops what is not valid. */
  readonly settings: Settings | undefined;
  readonly set: <K extends SettingKey>(key: K, value: Settings[K]) => void;
}

export function useSettings(): SettingsAccess {
  const command = useCommand();
  const { value } = useLive('settings', {});
  return {
    // The query gives what `readSettings` made; its type is open only so that it can cross the link.
    settings: value as Settings | undefined,
    set: (key, value) => void command('set-setting', { key, value }),
  };
}
