import type { DocumentZip } from './document-zip.ts';
import type { XmlHandler } from './xml-scan.ts';

/** How the numbered lists of a Word document count (ECMA-376, 17.9). Counts as it is asked, paragraph by paragraph. */
export interface DocxNumbering {
  /** Null for a paragraph that has no number: one without a list, one with a bullet. `style` counts where it names a list. */
  next(paragraph: NumberedParagraph): ListNumber | null;
}

export interface NumberedParagraph {
  readonly style: string;
  /** Null where the paragraph names none itself; `0` takes it out of the list of its style. */
  readonly list: string | null;
  readonly level: number | null;
}

export interface ListNumber {
  readonly value: number;
  /** As HTML's lists name it: `1`, `a`, `A`, `i`, `I`. */
  readonly type: string;
}

interface Level {
  start: number;
  format: string;
}

interface List {
  abstract: string;
  readonly levels: Map<number, Level>;
  /** Where a level begins again in this list. */
  readonly restarts: Map<number, number>;
}

interface StyleList {
  list: string | null;
  level: number | null;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['lowerLetter', 'a'],
  ['upperLetter', 'A'],
  ['lowerRoman', 'i'],
  ['upperRoman', 'I'],
]);
const SILENT: ReadonlySet<string> = new Set(['bullet', 'none']);
const MAX_LEVEL = 8;

const whole = (value: string | null): number | null => (/^-?\d{1,9}$/.test(value ?? '') ? Number(value) : null);

/** Fills `abstracts` and `lists` from `numbering.xml`. */
function numberingReader(abstracts: Map<string, Map<number, Level>>, lists: Map<string, List>): XmlHandler {
  let levels = new Map<number, Level>();
  let list: List | null = null;
  let level: Level | null = null;
  let overridden = 0;
  const openLevel = (at: number): void => {
    level = { start: 1, format: 'decimal' };
    levels.set(at, level);
  };
  return {
    open: (name, attribute) => {
      const value = (): string => attribute('val') ?? '';
      if (name === 'abstractNum') {
        levels = new Map();
        abstracts.set(attribute('abstractNumId') ?? '', levels);
      } else if (name === 'num') {
        list = { abstract: '', levels: new Map(), restarts: new Map() };
        levels = list.levels as Map<number, Level>;
        lists.set(attribute('numId') ?? '', list);
      } else if (name === 'lvl') openLevel(whole(attribute('ilvl')) ?? 0);
      else if (name === 'start' && level !== null) level.start = whole(value()) ?? 1;
      else if (name === 'numFmt' && level !== null) level.format = value();
      else if (name === 'abstractNumId' && list !== null) list.abstract = value();
      else if (name === 'lvlOverride') overridden = whole(attribute('ilvl')) ?? 0;
      else if (name === 'startOverride') list?.restarts.set(overridden, whole(value()) ?? 1);
    },
    close: (name) => {
      if (name === 'lvl') level = null;
      if (name === 'num') list = null;
    },
    text: () => undefined,
  };
}

function stylesReader(styles: Map<string, StyleList>): XmlHandler {
  let style: StyleList | null = null;
  return {
    open: (name, attribute) => {
      if (name === 'style') {
        style = { list: null, level: null };
        styles.set(attribute('styleId') ?? '', style);
      } else if (name === 'numId' && style !== null) style.list = attribute('val');
      else if (name === 'ilvl' && style !== null) style.level = whole(attribute('val'));
    },
    close: (name) => {
      if (name === 'style') style = null;
    },
    text: () => undefined,
  };
}

export async function readDocxNumbering(zip: DocumentZip): Promise<DocxNumbering> {
  const abstracts = new Map<string, Map<number, Level>>();
  const lists = new Map<string, List>();
  const styles = new Map<string, StyleList>();
  await zip.scan('word/numbering.xml', numberingReader(abstracts, lists));
  await zip.scan('word/styles.xml', stylesReader(styles));
  /** What was counted last, by the lists that share one count. */
  const counts = new Map<string, Map<number, number>>();
  const restarted = new Set<string>();

  const count = (id: string, list: List, at: number, start: number): number => {
    const counted = counts.get(list.abstract) ?? new Map<number, number>();
    counts.set(list.abstract, counted);
    for (let deeper = at + 1; deeper <= MAX_LEVEL; deeper += 1) counted.delete(deeper);
    const restart = list.restarts.get(at);
    const isFirst = restart !== undefined && !restarted.has(`${id} ${at}`);
    const before = isFirst ? undefined : counted.get(at);
    restarted.add(`${id} ${at}`);
    const value = before === undefined ? (restart ?? start) : before + 1;
    counted.set(at, value);
    return value;
  };
  return {
    next: ({ style, list: own, level: ownLevel }) => {
      const styled = styles.get(style);
      const id = own ?? styled?.list ?? '0';
      const list = lists.get(id);
      if (list === undefined) return null;
      const at = Math.min(MAX_LEVEL, Math.max(0, ownLevel ?? styled?.level ?? 0));
      const level = list.levels.get(at) ?? abstracts.get(list.abstract)?.get(at);
      if (level === undefined) return null;
      const value = count(id, list, at, level.start);
      return SILENT.has(level.format) ? null : { value, type: TYPES.get(level.format) ?? '1' };
    },
  };
}
