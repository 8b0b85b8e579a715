import { z } from 'zod';
import { BACKUP_INTERVALS } from '../backup/schedule.ts';
import { AppError } from '../errors.ts';
import { HELP_LANGUAGES } from '../help/help-pages.ts';
import { BIN_DAYS, HISTORY_DAYS } from '../history/retention.ts';
import { TOUR_STEPS } from '../tour/tour.ts';
import { ON_BATTERY } from './on-battery.ts';

/** Names of folders with `/` between them; empty is the top. */
const folderName = z
  .string()
  .trim()
  .max(1000)
  .regex(/^(?:[^/]+(?:\/[^/]+)*)?$/u, 'a folder is names with / between them');

/** Settings of this device, with their limits and defaults. What is stored and no longer valid falls back to these. */
export const settingSchemas = {
  'appearance.theme': z.enum(['system', 'light', 'dark']).default('system'),
  'appearance.density': z.enum(['comfortable', 'compact']).default('comfortable'),
  /** The language of the interface; `system` is the first of the system's that Hearth speaks. */
  'appearance.language': z.enum(['system', 'en', 'de']).default('system'),
  /** The size of all type, against what the browser has as its own. */
  'appearance.fontSize': z.enum(['small', 'normal', 'large', 'larger']).default('normal'),
  'appearance.contrast': z.enum(['system', 'normal', 'more']).default('system'),
  'appearance.motion': z.enum(['system', 'reduced']).default('system'),
  /** What is read (answers, notes, sources): its letters and how wide it runs. */
  'appearance.readingFont': z.enum(['serif', 'sans']).default('serif'),
  'appearance.readingWidth': z.enum(['narrow', 'normal', 'wide']).default('normal'),
  /** Largest file that is read, in bytes. */
  'import.maxFileBytes': z.number().int().min(1_000).max(500_000_000).default(50_000_000),
  /** What becomes of a mirrored file whose note is deleted here. */
  'mirror.deleted': z.enum(['trash', 'delete']).default('trash'),
  'import.maxFiles': z.number().int().min(1).max(200_000).default(50_000),
  /** Whether the starter model is fetched and used at all. */
  'model.enabled': z.boolean().default(true),
  /** Whether the meaning of texts is learned and searched. */
  'search.vectors': z.boolean().default(true),
  /** Whether words in pictures are read, and in which languages: the first decides where both could be. */
  'pictures.read': z.boolean().default(true),
  'pictures.languages': z.enum(['deu+eng', 'eng', 'deu']).default('deu+eng'),
  /** Whether new passages are learned now; what is learned is searched in any case. */
  'search.learning': z.boolean().default(true),
  /** What learns: the graphics processor where there is a real one (`auto`), never, or also one that is only simulated. */
  'search.device': z.enum(['auto', 'wasm', 'webgpu']).default('auto'),
  /** When background work goes on without the mains. */
  'background.onBattery': z.enum(ON_BATTERY).default('not-below-20'),
  /** Days that deleted things stay in the bin, and that versions of things are kept; 0 is for ever. */
  'bin.keepDays': z.literal(BIN_DAYS).default(30),
  'history.keepDays': z.literal(HISTORY_DAYS).default(365),
  /** How often a backup is made by itself. */
  'backup.every': z.enum(BACKUP_INTERVALS).default('daily'),
  /** Chords by command where they differ from the command's own; null for none. */
  'shortcuts.keys': z.record(z.string().max(100), z.string().max(40).nullable()).default({}),
  /** Whether keys without a modifier do anything when no field has the focus. */
  'shortcuts.single': z.boolean().default(true),
  /** What was used in the palette, and how much; see `core/keys/used`. */
  'palette.used': z.record(z.string().max(200), z.object({ weight: z.number(), atMs: z.number() })).default({}),
  /** Where open views stand in a strip of tabs. */
  'panes.tabs': z.enum(['always', 'wide', 'never']).default('wide'),
  /** What sends a question: Enter, or Enter with Ctrl or Cmd, and then Enter makes a line. */
  'composer.sendKey': z.enum(['enter', 'mod-enter']).default('enter'),
  /** Whether links follow when what they lead to gets another title. */
  'notes.renameLinks': z.enum(['ask', 'always', 'never']).default('ask'),
  /** Notes in it, and below it, are templates. */
  'notes.templateFolder': folderName.default('Templates'),
  /** Where the notes of days lie, how they are called, and the title of the template that they begin with; empty for none. */
  'notes.dailyFolder': folderName.default('Daily'),
  'notes.dailyFormat': z.string().trim().min(1).max(100).default('YYYY-MM-DD'),
  'notes.dailyTemplate': z.string().trim().max(500).default(''),
  /** Whether notes are shown as they are written, with all their signs. */
  'notes.source': z.boolean().default(false),
  /** How far somebody has come on the tour; null for who has not begun it. */
  'tour.state': z
    .object({
      step: z.enum(TOUR_STEPS),
      workspaceId: z.uuid(),
      language: z.enum(HELP_LANGUAGES),
      isShown: z.boolean(),
    })
    .nullable()
    .default(null),
  /** How long an answer may be reordered by the model, in ms. */
  'answer.reorderMs': z.number().int().min(0).max(60_000).default(8_000),
} as const;

export type SettingKey = keyof typeof settingSchemas;
export type Settings = { readonly [K in SettingKey]: z.output<(typeof settingSchemas)[K]> };

export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settingSchemas, key);

export function readSettings(stored: Readonly<Record<string, unknown>>): Settings {
  const entries = Object.entries(settingSchemas).map(([key, schema]) => {
    const parsed = schema.safeParse(stored[key]);
    return [key, parsed.success ? parsed.data : schema.parse(undefined)];
  });
  // Each key's value has just been parsed by its own schema.
  return Object.fromEntries(entries) as Settings;
}

/** The value, checked; throws `bad-input` that says what is wrong. */
export function checkSetting(key: string, value: unknown): unknown {
  if (!isSettingKey(key))
    throw new AppError('bad-input', `There is no setting “${key}”.`, { details: { field: 'key' } });
  const parsed = settingSchemas[key].safeParse(value);
  if (parsed.success) return parsed.data;
  const why = parsed.error.issues[0]?.message ?? 'it is not valid';
  throw new AppError('bad-input', `The setting “${key}” cannot be that: ${why}.`, { details: { field: 'value' } });
}
