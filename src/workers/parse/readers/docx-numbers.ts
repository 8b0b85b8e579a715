import type { DocxNumbering } from './docx-numbering.ts';
import { scanXml } from './xml-scan.ts';

/**
 * The library that makes a Word document HTML knows which paragraphs are entries of a list, and forgets their numbers: where a list
 * goes on behind a paragraph it begins at 1 again. So each number travels through it as a text at the beginning of its
 * entry, between two signs that no document has, and becomes the entry's value afterwards.
 */
const BEFORE = '\ue0f1';
const AFTER = '\ue0f2';

interface Open {
  /** Behind its start tag, then behind its properties. */
  at: number;
  style: string;
  list: string | null;
  level: number | null;
}

const whole = (value: string | null): number | null => (/^\d{1,2}$/.test(value ?? '') ? Number(value) : null);

/** A part of a document with the number of each entry at its beginning. */
export function withNumbers(source: string, numbering: DocxNumbering): string {
  const pieces: string[] = [];
  const prefix = /<(\w{0,20}:)?(?:document|footnotes|endnotes)[\s>]/.exec(source.slice(0, 4_000))?.[1] ?? '';
  const stack: Open[] = [];
  let copied = 0;
  /** What is inside of these says nothing of the paragraph as it is. */
  let outside = 0;
  const mark = (open: Open): void => {
    const number = numbering.next(open);
    if (number === null) return;
    const text = `${BEFORE}${number.type}:${number.value}${AFTER}`;
    pieces.push(source.slice(copied, open.at), `<${prefix}r><${prefix}t>${text}</${prefix}t></${prefix}r>`);
    copied = open.at;
  };
  scanXml(source, {
    open: (name, attribute, end) => {
      const top = stack.at(-1);
      if (OUTSIDE.has(name)) outside += 1;
      else if (outside > 0) return;
      else if (name === 'p') stack.push({ at: end, style: '', list: null, level: null });
      else if (top === undefined) return;
      else if (name === 'pStyle') top.style = attribute('val') ?? '';
      else if (name === 'numId') top.list = attribute('val');
      else if (name === 'ilvl') top.level = whole(attribute('val'));
    },
    close: (name, end) => {
      if (OUTSIDE.has(name)) outside -= 1;
      else if (outside > 0) return;
      const top = stack.at(-1);
      if (name === 'pPr' && top !== undefined) {
        top.at = end;
        mark(top);
      }
      if (name === 'p') stack.pop();
    },
    text: () => undefined,
  });
  pieces.push(source.slice(copied));
  return pieces.join('');
}

/** Properties before a tracked change, and the one of two forms of a drawing that is not read. */
const OUTSIDE: ReadonlySet<string> = new Set(['pPrChange', 'Choice']);

const ENTRY = new RegExp(`<li>${BEFORE}([1aAiI]):(-?\\d{1,10})${AFTER}`, 'g');
const LEFT = new RegExp(`${BEFORE}[1aAiI]:-?\\d{1,10}${AFTER}`, 'g');

/** The HTML with the numbers as values of their entries; where the number is not of an entry (a heading's) it is left out. */
export const numbersAsValues = (html: string): string =>
  html.replace(ENTRY, '<li type="$1" value="$2">').replace(LEFT, '');
