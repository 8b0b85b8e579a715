import type { SettingKey, Settings } from './settings.ts';

/**
 * Settings as a file that people can read: `{"hearthSettings": 1, "settings": {"appearance.theme": "dark"}}`. Only the
 * kernel reads one (`settings-file.ts`): the schemas are there.
 */

export const SETTINGS_FILE_VERSION = 1;
/** Far more than all settings take. */
export const SETTINGS_FILE_CHARS = 100_000;

/** What tells of one device or of how it is used, and no other is to have. */
export const OF_DEVICE: ReadonlySet<string> = new Set<SettingKey>(['search.device', 'palette.used', 'tour.state']);

export interface SettingChange {
  readonly key: SettingKey;
  readonly from: unknown;
  readonly to: unknown;
}

export interface LeftOut {
  readonly key: string;
  readonly why: 'unknown' | 'invalid' | 'device';
}

export type SettingsFile =
  | { readonly state: 'read'; readonly changes: readonly SettingChange[]; readonly leftOut: readonly LeftOut[] }
  | { readonly state: 'refused'; readonly why: 'notSettings' | 'newer' | 'tooLarge' };

export function writeSettingsFile(settings: Settings): string {
  const entries = Object.entries(settings).filter(([key]) => !OF_DEVICE.has(key));
  return `${JSON.stringify({ hearthSettings: SETTINGS_FILE_VERSION, settings: Object.fromEntries(entries.sort()) }, null, 2)}\n`;
}
