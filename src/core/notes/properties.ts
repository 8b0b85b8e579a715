import { type Document, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, stringify } from 'yaml';
import { AppError } from '../errors.ts';
import type { Span } from '../items/item.ts';
import type { PropertiesView, Property, PropertyValue } from './property.ts';
import type { TextEdit } from './text-edit.ts';

/**
 * The properties of a note: the YAML at its head. They are read with their places in the text, and an edit changes the
 * range of one value, key or line; every other byte stays. Loads a YAML library: import it where it is needed.
 */

interface Head extends Span {
  /** Of the YAML, between the lines of dashes. */
  readonly start: number;
  /** Where the closing line begins. */
  readonly end: number;
  /** Behind the closing line. */
  readonly after: number;
  readonly eol: string;
}

interface ReadHead {
  readonly head: Head;
  readonly yaml: string;
  readonly document: Document.Parsed;
}

function headOf(text: string): Head | null {
  const open = /^---[ \t]*(\r?\n)/.exec(text);
  if (open === null) return null;
  const close = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/gm;
  close.lastIndex = open[0].length;
  const found = close.exec(text);
  if (found === null) return null;
  return {
    start: open[0].length,
    end: found.index,
    after: found.index + found[0].length,
    eol: open[1] ?? '\n',
  };
}

function readHead(text: string): ReadHead | null {
  const head = headOf(text);
  if (head === null) return null;
  const yaml = text.slice(head.start, head.end);
  return { head, yaml, document: parseDocument(yaml, { version: '1.2', prettyErrors: true, strict: true }) };
}

export function readProperties(text: string): PropertiesView {
  const read = readHead(text);
  if (read === null) return { state: 'none' };
  const problem = problemOf(read);
  if (problem !== null) return { state: 'bad', ...problem };
  return { state: 'read', properties: pairsOf(read).map((pair) => toProperty(read, pair)) };
}

/** Lines are those of the note, from 1: the first is the line of dashes. */
function problemOf({ document, yaml, head }: ReadHead): { line: number; code: string } | null {
  const [error] = document.errors;
  if (error !== undefined) return { line: (error.linePos?.[0].line ?? 1) + 1, code: error.code };
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return null;
  if (!isMap(contents)) return { line: 2, code: 'NOT_A_MAP' };
  if (contents.flow) return { line: 2, code: 'IN_BRACES' };
  const odd = contents.items.find(({ key }) => !isScalar(key));
  if (odd === undefined) return null;
  const at = (odd.key as Node | null)?.range?.[0] ?? 0;
  return { line: yaml.slice(0, at).split(head.eol).length + 1, code: 'ODD_KEY' };
}

function pairsOf({ document }: ReadHead): readonly Pair[] {
  const { contents } = document;
  return isMap(contents) ? contents.items : [];
}

const keyOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : '');

function toProperty({ yaml, head }: ReadHead, pair: Pair): Property {
  const at = (pair.key as Node).range?.[0] ?? 0;
  const value = pair.value as Node | null;
  const raw = value?.range ? yaml.slice(value.range[0], value.range[1]).trimEnd() : '';
  const line = yaml.slice(0, at).split(head.eol).length + 1;
  return { key: keyOf(pair), line, value: toValue(value, raw) };
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/;
const LINK = /^\[\[[^[\]\n]+\]\]$/;

function toValue(node: Node | null, raw: string): PropertyValue {
  if (node === null) return { type: 'text', value: '' };
  if (isSeq(node)) {
    const simple = node.items.every((item) => isScalar(item) && !item.anchor && !item.tag);
    if (!simple || node.anchor || node.tag) return { type: 'other', value: raw };
    return { type: 'list', value: node.items.map((item) => textOf((item as { value?: unknown }).value)) };
  }
  if (!isScalar(node) || node.anchor || node.tag || node.type?.startsWith('BLOCK') || raw.includes('\n'))
    return { type: 'other', value: raw };
  const { value } = node;
  if (typeof value === 'boolean') return { type: 'checkbox', value };
  if (typeof value === 'number') return { type: 'number', value };
  const text = textOf(value);
  if (LINK.test(text)) return { type: 'link', value: text.slice(2, -2) };
  return { type: DATE.test(text) ? 'date' : 'text', value: text };
}

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** The edits that give the note's property this value; a property that is not there is added at the end. */
export function setProperty(text: string, key: string, value: PropertyValue): readonly TextEdit[] {
  const read = usable(text);
  if (read === null) return [{ start: 0, end: 0, text: `---\n${lineOf(key, value, '\n')}\n---\n` }];
  const { head, yaml } = read;
  const pair = pairsOf(read).find((each) => keyOf(each) === key);
  if (pair === undefined) {
    const broken = yaml !== '' && !yaml.endsWith('\n') ? head.eol : '';
    return [{ start: head.end, end: head.end, text: broken + lineOf(key, value, head.eol) + head.eol }];
  }
  const held = toProperty(read, pair).value;
  if (held.type === 'other')
    throw new AppError('conflict', `“${key}” is written in a way that is changed in the text only.`);
  if (JSON.stringify(held) === JSON.stringify(value)) return [];
  const range = valueRange(read, pair);
  const block = value.type === 'list' && isSeq(pair.value) && !(pair.value as { flow?: boolean }).flow;
  const written =
    block && value.type === 'list' && value.value.length > 0
      ? blockList(value.value, indentOf(yaml, range.start), head.eol).trimStart()
      : inline(value);
  const before = yaml[range.start - 1];
  const gap = before === ':' && written !== '' ? ' ' : '';
  // An emptied block list stands on the line of its key.
  const start = block && value.type === 'list' && value.value.length === 0 ? keyEnd(yaml, pair) : range.start;
  const lead = start === range.start ? gap : ' ';
  return [{ start: head.start + start, end: head.start + range.end, text: lead + written }];
}

/** The edits that call it something else. Throws `conflict` where the note has such a property already. */
export function renameProperty(text: string, key: string, to: string): readonly TextEdit[] {
  const read = usable(text);
  const pair = read === null ? undefined : pairsOf(read).find((each) => keyOf(each) === key);
  if (read === null || pair === undefined) throw new AppError('not-found', `There is no property “${key}”.`);
  if (key === to) return [];
  if (pairsOf(read).some((each) => keyOf(each) === to))
    throw new AppError('conflict', `There is a property “${to}” already.`);
  const [start = 0, end = 0] = (pair.key as Node).range ?? [];
  return [{ start: read.head.start + start, end: read.head.start + end, text: keyText(to) }];
}

/** The edits that take its lines away; with the last property the lines of dashes go too. */
export function removeProperty(text: string, key: string): readonly TextEdit[] {
  const read = usable(text);
  const pair = read === null ? undefined : pairsOf(read).find((each) => keyOf(each) === key);
  if (read === null || pair === undefined) return [];
  const { head, yaml } = read;
  const start = yaml.lastIndexOf('\n', ((pair.key as Node).range?.[0] ?? 0) - 1) + 1;
  const newline = yaml.indexOf('\n', valueRange(read, pair).end);
  const end = newline < 0 ? yaml.length : newline + 1;
  if ((yaml.slice(0, start) + yaml.slice(end)).trim() === '') return [{ start: 0, end: head.after, text: '' }];
  return [{ start: head.start + start, end: head.start + end, text: '' }];
}

/** Null where the note has no head. Throws `conflict` where its YAML is broken: it is left as it is. */
function usable(text: string): ReadHead | null {
  const read = readHead(text);
  const problem = read === null ? null : problemOf(read);
  if (problem !== null)
    throw new AppError(
      'conflict',
      `Line ${problem.line} of the properties cannot be read. Mend it in the text first.`,
      {
        details: { line: problem.line, code: problem.code },
      },
    );
  return read;
}

const keyEnd = (yaml: string, pair: Pair): number => yaml.indexOf(':', (pair.key as Node).range?.[1] ?? 0) + 1;

/** Of the value as it is written, without the comment and the line end behind it. */
function valueRange({ yaml }: ReadHead, pair: Pair): Span {
  const node = pair.value as Node | null;
  const [start = keyEnd(yaml, pair), last = start] = node?.range ?? [];
  // An empty value is placed behind the space that follows its colon.
  if (start >= last) return { start: keyEnd(yaml, pair), end: keyEnd(yaml, pair) };
  const written = yaml.slice(start, last);
  return { start, end: start + written.trimEnd().length };
}

const indentOf = (yaml: string, at: number): string => /[ \t]*$/.exec(yaml.slice(0, at))?.[0] ?? '';

const blockList = (values: readonly string[], indent: string, eol: string): string =>
  values.map((value) => `${indent}- ${scalar(value, true)}`).join(eol);

function lineOf(key: string, value: PropertyValue, eol: string): string {
  if (value.type === 'list' && value.value.length > 0)
    return `${keyText(key)}:${eol}${blockList(value.value, '  ', eol)}`;
  const written = inline(value);
  return `${keyText(key)}:${written === '' ? '' : ` ${written}`}`;
}

function inline(value: PropertyValue): string {
  switch (value.type) {
    case 'list':
      return `[${value.value.map((each) => scalar(each, true)).join(', ')}]`;
    case 'link':
      return JSON.stringify(`[[${value.value}]]`);
    case 'text':
      return value.value === '' ? '' : scalar(value.value, false);
    default:
      return String(value.value);
  }
}

/** As YAML writes a text on one line; within a list also without what ends an entry there. */
function scalar(value: string, inList: boolean): string {
  if (/[\n\r\u0085\u2028\u2029\t]/.test(value) || (inList && /[,[\]{}]/.test(value))) return JSON.stringify(value);
  const written = stringify(value, { lineWidth: 0, version: '1.2' }).trimEnd();
  // What would read as the mark of a document's edge, “---”, is written as a block of its own, which ends the head.
  return written.includes('\n') ? JSON.stringify(value) : written;
}

const keyText = (key: string): string => scalar(key, true);
