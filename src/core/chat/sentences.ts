import type { Span } from '../items/item.ts';

/** What a sentence stands in: it decides whether it can be quoted alone. `matter`: a line of YAML front matter. */
export type SentenceKind = 'prose' | 'list' | 'row' | 'heading' | 'field' | 'matter' | 'code';

export interface Sentence extends Span {
  readonly kind: SentenceKind;
}

/** Longer ones are cut at white space: a text without full stops must not become one quotation. */
const MAX_SENTENCE_LENGTH = 600;

const HEADING = /^ {0,3}#{1,6}\s+\S/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})\s*$/;
const FENCE = /^\s{0,3}(?:```|~~~)/;
const RULE = /^ {0,3}(?:[-*_][ \t]*){3,}$/;
const ROW = /^\s{0,6}\|/;
const ROW_RULE = /^\s*\|?[\s:|-]*-{2,}[\s:|-]*$/;
const ITEM = /^\s*(?:[-*+•–]|\d{1,3}[.)])\s+\S/;
const FIELD = /^\s*(?:>\s*)?(?:\*\*)?\p{L}[\p{L}\p{N} ./()&-]{0,28}:(?:\*\*)?\s+\S/u;
const HARD_BREAK = /(?: {2,}|\\)$/;

interface Block extends Span {
  readonly kind: SentenceKind;
}

/**
 * The sentences of a text, in order, without overlap, white space trimmed. Markdown is understood: headings, list items,
 * table rows and `label: value` lines are their own; rules, fences and white space belong to none. Linear in its length.
 */
export function sentenceSpans(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const block of blocksOf(text)) {
    if (block.kind === 'prose' || block.kind === 'list' || block.kind === 'field') splitBlock(text, block, sentences);
    else pushTrimmed(text, block.start, block.end, block.kind, sentences);
  }
  return sentences;
}

function* blocksOf(text: string): Generator<Block> {
  let open = null as Block | null;
  let fenced = false;
  let matter = text.startsWith('---\n') || text.startsWith('---\r\n');
  for (const line of linesOf(text)) {
    const source = text.slice(line.start, Math.min(line.end, line.start + 400));
    const fence = FENCE.test(source);
    if (fence) fenced = !fenced;
    if (matter && line.start > 0 && /^(?:---|\.\.\.)\s*$/.test(source)) matter = false;
    const kind = fence || (matter && line.start === 0) ? 'none' : fenced ? 'code' : matter ? 'matter' : kindOf(source);
    const joins: boolean = kind === 'prose' && open !== null;
    if (open && !joins) {
      const underlined: boolean = UNDERLINE.test(source) && open.kind === 'prose' && open.end - open.start < 200;
      yield underlined ? { ...open, kind: 'heading' } : open;
      open = null;
    }
    if (kind === 'none') continue;
    open = open === null ? { start: line.start, end: line.end, kind } : { ...open, end: line.end };
    if (!isOpenEnded(kind) || HARD_BREAK.test(text.slice(line.end - 2, line.end))) {
      yield open;
      open = null;
    }
  }
  if (open) yield open;
}

const isOpenEnded = (kind: SentenceKind): boolean => kind === 'prose' || kind === 'list' || kind === 'field';

function kindOf(line: string): SentenceKind | 'none' {
  if (line.trim() === '' || RULE.test(line) || UNDERLINE.test(line)) return 'none';
  if (HEADING.test(line)) return 'heading';
  if (ROW_RULE.test(line)) return 'none';
  if (ROW.test(line)) return 'row';
  if (ITEM.test(line)) return 'list';
  return FIELD.test(line) ? 'field' : 'prose';
}

function* linesOf(text: string): Generator<Span> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const next = found < 0 ? text.length : found + 1;
    let end = found < 0 ? text.length : found;
    if (end > start && text[end - 1] === '\r') end--;
    yield { start, end };
    start = next;
  }
}

const STOP = /[.!?…]+["'”’»“)\]*_]*(?=\s|$)|[。！？]+/gu;

function splitBlock(text: string, block: Block, into: Sentence[]): void {
  const body = text.slice(block.start, block.end);
  let start = 0;
  for (const stop of body.matchAll(STOP)) {
    const end = stop.index + stop[0].length;
    if (!endsSentence(body, stop.index, stop[0], end)) continue;
    pushTrimmed(text, block.start + start, block.start + end, block.kind, into);
    start = end;
  }
  pushTrimmed(text, block.start + start, block.end, block.kind, into);
}

const ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    'mr mrs ms dr prof st jr sr vs etc approx ca dept est fig no nos vol pp ed eds rev inc ltd co corp cf al e.g i.e a.m p.m ' +
    'u.s u.k jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun tel ext max min hr hrs ' +
    'z.b d.h u.a o.ä bzw ggf evtl usw inkl exkl zzgl abzgl nr str hr fr frl bspw vgl sog gem i.d.r z.t u.u v.a o.g s.o s.u ' +
    'mind ges geb gest jh mwst mio mrd abs art std tgl z.zt dipl ing chr n.chr v.chr okt dez mai telef zb dh'
  ).split(' '),
);

const MONTH_AHEAD = /^(?:jan|feb|märz|maerz|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)/i;
const ORDINAL_BEFORE =
  /(?:^|\s)(?:am|im|der|die|das|dem|den|des|zum|zur|vom|bis|ab|seit|beim|jede[rnsm]?|ihr(?:em|en)?|mein(?:em|en)?)\s+\d{1,2}$/i;

/** Whether the full stop at `at` ends a sentence, and not an abbreviation, an ordinal or an initial. */
function endsSentence(body: string, at: number, stop: string, end: number): boolean {
  const after = body.slice(end, end + 24).trimStart();
  if (after === '' || !stop.startsWith('.')) return after === '' || !/^\p{Ll}/u.test(after);
  if (/^\p{Ll}/u.test(after)) return false;
  if (stop.startsWith('..')) return true;
  const before = body.slice(Math.max(0, at - 28), at);
  const word = /[\p{L}\p{N}.]*$/u.exec(before)?.[0] ?? '';
  if (/^\d{1,2}$/.test(word)) {
    const listNumber = before.trim() === word;
    return !(listNumber || MONTH_AHEAD.test(after) || ORDINAL_BEFORE.test(before));
  }
  if (/^\p{L}$/u.test(word)) return false;
  return !ABBREVIATIONS.has(word.toLowerCase()) || (/^(?:etc|usw|a\.m|p\.m)$/i.test(word) && /^\p{Lu}/u.test(after));
}

function pushTrimmed(text: string, from: number, to: number, kind: SentenceKind, into: Sentence[]): void {
  let [start, end] = [from, to];
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  while (end - start > MAX_SENTENCE_LENGTH) {
    const cut = cutPlace(text, start);
    into.push({ start, end: cut, kind });
    start = cut;
    while (start < end && isSpace(text.charCodeAt(start))) start++;
  }
  if (end > start) into.push({ start, end, kind });
}

function cutPlace(text: string, start: number): number {
  const piece = text.slice(start, start + MAX_SENTENCE_LENGTH);
  const place = Math.max(piece.lastIndexOf('; '), piece.lastIndexOf(', '), piece.lastIndexOf(' '));
  if (place > MAX_SENTENCE_LENGTH / 2) return start + place + (piece[place] === ' ' ? 0 : 1);
  const last = piece.charCodeAt(piece.length - 1);
  return start + piece.length - (last >= 0xd800 && last <= 0xdbff ? 1 : 0);
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
