import type { SettingKey, Settings } from '../../core/settings/settings.ts';
import type { MessageId } from '../i18n/en.ts';
import type { Translate } from '../i18n/i18n.tsx';
import { APPEARANCE } from './appearance.ts';

/** Sections with an address of their own: `/settings/<section>`. */
export type SectionId = 'appearance' | 'language' | 'model' | 'meaning' | 'adding' | 'pictures' | 'writing';

export interface Words {
  readonly t: Translate;
  readonly bytes: (value: number) => string;
  readonly count: (value: number) => string;
}

/** Settings whose value is one of a few. */
type ChoiceKey = {
  [K in SettingKey]: Settings[K] extends string | number | boolean ? K : never;
}[SettingKey];

interface Spec<K extends ChoiceKey> {
  readonly key: K;
  readonly section: SectionId;
  readonly name: MessageId;
  /** What it does, in a sentence. */
  readonly help: MessageId;
  /** What else it could be looked for by, in both languages; never shown. */
  readonly synonyms: string;
  /** What is offered, in this order. A value that a program has set is offered too. */
  readonly choices: readonly Settings[K][];
  /** What it is where nobody has set it; the same as in the schema, as a test holds. */
  readonly standard: Settings[K];
  readonly control: 'switch' | 'segmented' | 'select';
  /** A method, so that a row can be taken without knowing which: what is chosen is always one of its own choices. */
  say(value: Settings[K], words: Words): string;
}

export type SettingSpec = { [K in ChoiceKey]: Spec<K> }[ChoiceKey];

const spec = <K extends ChoiceKey>(of: Spec<K>): SettingSpec => of as SettingSpec;

const onOff = (on: boolean, { t }: Words): string => t(on ? 'settings.on' : 'settings.off');
const BOTH = [true, false] as const;

const LANGUAGE_NAMES = {
  system: 'settings.language.system',
  en: 'settings.language.en',
  de: 'settings.language.de',
} as const;
const PICTURE_LANGUAGES = {
  'deu+eng': 'pictures.languages.both',
  eng: 'pictures.languages.eng',
  deu: 'pictures.languages.deu',
} as const;

/** Settings that are one value to be chosen: their texts, what they can be, and how they are found. One row for each. */
export const SETTINGS_TABLE: readonly SettingSpec[] = [
  spec<'appearance.language'>({
    key: 'appearance.language',
    section: 'language',
    name: 'settings.language',
    help: 'settings.language.help',
    synonyms: 'language english german locale translation dates sprache deutsch englisch übersetzung datum',
    choices: APPEARANCE.language,
    standard: 'system',
    control: 'segmented',
    say: (value, { t }) => t(LANGUAGE_NAMES[value]),
  }),
  spec<'appearance.theme'>({
    key: 'appearance.theme',
    section: 'appearance',
    name: 'settings.theme',
    help: 'settings.theme.help',
    synonyms: 'dark mode night light theme colour color dunkel nacht hell farbe thema design',
    choices: APPEARANCE.theme,
    standard: 'system',
    control: 'segmented',
    say: (value, { t }) => t(`settings.theme.${value}`),
  }),
  spec<'appearance.fontSize'>({
    key: 'appearance.fontSize',
    section: 'appearance',
    name: 'settings.fontSize',
    help: 'settings.fontSize.help',
    synonyms: 'font text size zoom bigger letters schrift größe text groß klein buchstaben lesbar',
    choices: ['small', 'normal', 'large', 'larger'],
    standard: 'normal',
    control: 'segmented',
    say: (value, { t }) => t(`settings.fontSize.${value}`),
  }),
  spec<'appearance.contrast'>({
    key: 'appearance.contrast',
    section: 'appearance',
    name: 'settings.contrast',
    help: 'settings.contrast.help',
    synonyms: 'contrast accessibility readable vision kontrast barrierefrei lesbar sehen',
    choices: APPEARANCE.contrast,
    standard: 'system',
    control: 'segmented',
    say: (value, { t }) => t(`settings.contrast.${value}`),
  }),
  spec<'appearance.motion'>({
    key: 'appearance.motion',
    section: 'appearance',
    name: 'settings.motion',
    help: 'settings.motion.help',
    synonyms: 'motion animation reduced still accessibility bewegung animation ruhig barrierefrei',
    choices: APPEARANCE.motion,
    standard: 'system',
    control: 'segmented',
    say: (value, { t }) => t(`settings.motion.${value}`),
  }),
  spec<'appearance.density'>({
    key: 'appearance.density',
    section: 'appearance',
    name: 'settings.density',
    help: 'settings.density.help',
    synonyms: 'compact rows lists spacing kompakt zeilen listen abstand eng',
    choices: APPEARANCE.density,
    standard: 'comfortable',
    control: 'segmented',
    say: (value, { t }) => t(`settings.density.${value}`),
  }),
  spec<'appearance.readingFont'>({
    key: 'appearance.readingFont',
    section: 'appearance',
    name: 'settings.readingFont',
    help: 'settings.readingFont.help',
    synonyms: 'font serif sans typeface reading schriftart serifen lesen',
    choices: APPEARANCE.readingFont,
    standard: 'serif',
    control: 'segmented',
    say: (value, { t }) => t(`settings.readingFont.${value}`),
  }),
  spec<'appearance.readingWidth'>({
    key: 'appearance.readingWidth',
    section: 'appearance',
    name: 'settings.readingWidth',
    help: 'settings.readingWidth.help',
    synonyms: 'width line length column narrow wide breite zeilenlänge spalte schmal breit',
    choices: ['narrow', 'normal', 'wide'],
    standard: 'normal',
    control: 'segmented',
    say: (value, { t }) => t(`settings.readingWidth.${value}`),
  }),
  spec<'composer.sendKey'>({
    key: 'composer.sendKey',
    section: 'writing',
    name: 'settings.sendKey',
    help: 'settings.sendKey.help',
    synonyms: 'enter send newline keyboard senden eingabetaste zeilenumbruch tastatur',
    choices: ['enter', 'mod-enter'],
    standard: 'enter',
    control: 'segmented',
    say: (value, { t }) => t(`settings.sendKey.${value}`),
  }),
  spec<'notes.renameLinks'>({
    key: 'notes.renameLinks',
    section: 'writing',
    name: 'settings.renameLinks',
    help: 'settings.renameLinks.help',
    synonyms: 'rename link title wiki umbenennen verweise titel',
    choices: ['ask', 'always', 'never'],
    standard: 'ask',
    control: 'segmented',
    say: (value, { t }) => t(`settings.renameLinks.${value}`),
  }),
  spec<'notes.dailyFormat'>({
    key: 'notes.dailyFormat',
    section: 'writing',
    name: 'settings.dailyFormat',
    help: 'settings.dailyFormat.help',
    synonyms: 'daily note date format tagesnotiz datum',
    choices: ['YYYY-MM-DD', 'DD.MM.YYYY', 'YYYY/MM/DD'],
    standard: 'YYYY-MM-DD',
    control: 'select',
    say: (value) => value,
  }),
  spec<'panes.tabs'>({
    key: 'panes.tabs',
    section: 'writing',
    name: 'settings.tabs',
    help: 'settings.tabs.help',
    synonyms: 'tabs panes open beside reiter fenster daneben',
    choices: ['always', 'wide', 'never'],
    standard: 'wide',
    control: 'segmented',
    say: (value, { t }) => t(`settings.tabs.${value}`),
  }),
  spec<'shortcuts.single'>({
    key: 'shortcuts.single',
    section: 'writing',
    name: 'settings.single',
    help: 'settings.single.help',
    synonyms: 'shortcuts keyboard single letter accessibility tastenkürzel einzelne taste barrierefrei',
    choices: BOTH,
    standard: true,
    control: 'switch',
    say: onOff,
  }),
  spec<'mirror.deleted'>({
    key: 'mirror.deleted',
    section: 'writing',
    name: 'settings.mirrorDeleted',
    help: 'settings.mirrorDeleted.help',
    synonyms: 'folder mirror delete file trash ordner spiegel löschen papierkorb',
    choices: ['trash', 'delete'],
    standard: 'trash',
    control: 'segmented',
    say: (value, { t }) => t(`settings.mirrorDeleted.${value}`),
  }),
  spec<'model.enabled'>({
    key: 'model.enabled',
    section: 'model',
    name: 'settings.model.use',
    help: 'settings.model.use.help',
    synonyms: 'ai llm model answers writing ki modell antworten schreiben',
    choices: BOTH,
    standard: true,
    control: 'switch',
    say: onOff,
  }),
  spec<'answer.reorderMs'>({
    key: 'answer.reorderMs',
    section: 'model',
    name: 'settings.reorder',
    help: 'settings.reorder.help',
    synonyms: 'time limit wait rerank answers speed zeit warten rangfolge antworten tempo',
    choices: [0, 4_000, 8_000, 20_000, 60_000],
    standard: 8_000,
    control: 'select',
    say: (ms, { t }) => (ms === 0 ? t('settings.reorder.none') : t('settings.reorder.seconds', { seconds: ms / 1000 })),
  }),
  spec<'search.vectors'>({
    key: 'search.vectors',
    section: 'meaning',
    name: 'meaning.use',
    help: 'meaning.use.help',
    synonyms: 'semantic vectors embedding search similar semantisch vektoren suche ähnlich bedeutung',
    choices: BOTH,
    standard: true,
    control: 'switch',
    say: onOff,
  }),
  spec<'import.maxFileBytes'>({
    key: 'import.maxFileBytes',
    section: 'adding',
    name: 'settings.maxFileBytes',
    help: 'settings.maxFileBytes.help',
    synonyms: 'import limit size megabytes import grenze größe megabyte datei',
    choices: [5_000_000, 20_000_000, 50_000_000, 200_000_000, 500_000_000],
    standard: 50_000_000,
    control: 'select',
    say: (value, { bytes }) => bytes(value),
  }),
  spec<'import.maxFiles'>({
    key: 'import.maxFiles',
    section: 'adding',
    name: 'settings.maxFiles',
    help: 'settings.maxFiles.help',
    synonyms: 'import limit number folder import grenze anzahl ordner',
    choices: [1_000, 10_000, 50_000, 200_000],
    standard: 50_000,
    control: 'select',
    say: (value, { count }) => count(value),
  }),
  spec<'pictures.read'>({
    key: 'pictures.read',
    section: 'pictures',
    name: 'pictures.read',
    help: 'pictures.read.help',
    synonyms: 'ocr scan photo screenshot texterkennung foto bildschirmfoto',
    choices: BOTH,
    standard: true,
    control: 'switch',
    say: onOff,
  }),
  spec<'pictures.languages'>({
    key: 'pictures.languages',
    section: 'pictures',
    name: 'pictures.languages',
    help: 'pictures.languages.help',
    synonyms: 'ocr language texterkennung sprache',
    choices: ['deu+eng', 'eng', 'deu'],
    standard: 'deu+eng',
    control: 'select',
    say: (value, { t }) => t(PICTURE_LANGUAGES[value]),
  }),
];

export const settingsOf = (section: SectionId): readonly SettingSpec[] =>
  SETTINGS_TABLE.filter((setting) => setting.section === section);
