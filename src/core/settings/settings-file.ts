import { isSettingKey, type Settings, settingSchemas } from './settings.ts';
import {
  type LeftOut,
  OF_DEVICE,
  SETTINGS_FILE_CHARS,
  SETTINGS_FILE_VERSION,
  type SettingChange,
  type SettingsFile,
} from './settings-file-text.ts';

/** What a file would change, and what of it does not fit; nothing is changed by reading. */
export function readSettingsFile(text: string, now: Settings): SettingsFile {
  if (text.length > SETTINGS_FILE_CHARS) return { state: 'refused', why: 'tooLarge' };
  const file = parse(text);
  const version = file?.['hearthSettings'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return { state: 'refused', why: 'notSettings' };
  if (version > SETTINGS_FILE_VERSION) return { state: 'refused', why: 'newer' };
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
