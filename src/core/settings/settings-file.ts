import { isSettingKey, type SettingKey, type Settings, settingSchemas } from './settings.ts';

/** Settings as a file that people can read: `{"hearthSettings": 1, "settings": {"appearance.theme": "dark"}}`. */

const VERSION = 1;
/** Far more than all settings take. */
export const SETTINGS_FILE_BYTES = 100_000;

/** What tells of one device or of how it is used, and no other is to have. */
const OF_DEVICE: ReadonlySet<string> = new Set<SettingKey>(['search.device', 'palette.used']);

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
  return `${JSON.stringify({ hearthSettings: VERSION, settings: Object.fromEntries(entries.sort()) }, null, 2)}\n`;
}

/** What a file would change, and what of it does not fit; nothing is changed by reading. */
export function readSettingsFile(text: string, now: Settings): SettingsFile {
  if (text.length > SETTINGS_FILE_BYTES) return { state: 'refused', why: 'tooLarge' };
  const file = parse(text);
  const version = file?.['hearthSettings'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return { state: 'refused', why: 'notSettings' };
  if (version > VERSION) return { state: 'refused', why: 'newer' };
  const settings = asRecord(file?.['settings']);
  if (settings === null) return { state: 'refused', why: 'notSettings' };
  const changes: SettingChange[] = [];
  const leftOut: LeftOut[] = [];
  for (const [key, value] of Object.entries(settings)) {
    const read = readOne(key, value, now);
    if ('why' in read) leftOut.push(read);
    else if (JSON.stringify(read.from) !== JSON.stringify(read.to)) changes.push(read);
  }
  return { state: 'read', changes, leftOut };
}

function readOne(key: string, value: unknown, now: Settings): SettingChange | LeftOut {
  if (OF_DEVICE.has(key)) return { key, why: 'device' };
  if (!isSettingKey(key)) return { key, why: 'unknown' };
  // A value that is left out would be taken for the default.
  const parsed = settingSchemas[key].safeParse(value ?? null);
  return parsed.success ? { key, from: now[key], to: parsed.data } : { key, why: 'invalid' };
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    // Not JSON: whoever chose the file is told that it holds no settings.
    return null;
  }
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
