import type { HtmlTag } from './html-tag.ts';

/** The lists that are open in a page. Tags need not be balanced. */
export interface HtmlLists {
  open(tag: Pick<HtmlTag, 'name' | 'attribute'>): void;
  close(): void;
  depth(): number;
  /** What the next entry of the innermost list begins with: `- `, `3. `, `b. `. */
  mark(tag: Pick<HtmlTag, 'attribute'>): string;
}

interface OpenList {
  /** Null for a list without numbers, and for one whose numbers hang on how many entries follow. */
  next: number | null;
  readonly step: 1 | -1;
  readonly type: string;
}

/** A larger number is no number of an entry. */
const MAX_NUMBER = 999_999_999;

function integer(value: string | null): number | null {
  const read = Number(/^\s{0,20}([+-]?\d{1,12})/.exec(value ?? '')?.[1] ?? Number.NaN);
  return Math.abs(read) <= MAX_NUMBER ? read : null;
}

/** By the rules of HTML (4.4.5, 4.4.8): `start` and `value`, and the decimal, alphabetic and roman types. */
export function createHtmlLists(): HtmlLists {
  const lists: OpenList[] = [];
  return {
    open: ({ name, attribute }) => {
      const isReversed = attribute('reversed') !== null;
      const start = integer(attribute('start')) ?? (isReversed ? null : 1);
      lists.push({ next: name === 'ol' ? start : null, step: isReversed ? -1 : 1, type: attribute('type') ?? '1' });
    },
    close: () => {
      lists.pop();
    },
    depth: () => lists.length,
    mark: ({ attribute }) => {
      const list = lists.at(-1);
      if (list === undefined || list.next === null) return '- ';
      const number = integer(attribute('value')) ?? list.next;
      list.next = number + list.step;
      return `${numeral(number, attribute('type') ?? list.type)}. `;
    },
  };
}

const ROMAN = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
] as const;

/** A number as a list of this `type` shows it. What letters or Roman numerals cannot say stays decimal. */
function numeral(number: number, type: string): string {
  if (number < 1 || number > 3_999) return String(number);
  if (type === 'a') return letters(number);
  if (type === 'A') return letters(number).toUpperCase();
  if (type === 'i') return roman(number);
  return type === 'I' ? roman(number).toUpperCase() : String(number);
}

/** `a` to `z`, then `aa`. */
function letters(number: number): string {
  let word = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    word = String.fromCharCode(97 + ((rest - 1) % 26)) + word;
  return word;
}

function roman(number: number): string {
  let word = '';
  let rest = number;
  for (const [value, sign] of ROMAN)
    for (; rest >= value; rest -= value) {
      word += sign;
    }
  return word;
}
