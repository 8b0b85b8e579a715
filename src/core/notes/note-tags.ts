import { parseFrontMatter } from '../items/front-matter.ts';
import { inlineCode, scanLines } from '../items/scan-markdown.ts';
import type { TextEdit } from './text-edit.ts';

/** A tag and those below it, as `a/b` is below `a`. */
export interface TagNode {
  /** The whole tag. */
  readonly tag: string;
  /** Its last part. */
  readonly name: string;
  /** Items that have this very tag. */
  readonly count: number;
  readonly below: readonly TagNode[];
}

/** The tree of tags; a tag that only stands above others is in it with a count of 0. Sorted by name. */
export function tagTree(tags: readonly { readonly tag: string; readonly count: number }[]): readonly TagNode[] {
  interface Growing {
    tag: string;
    count: number;
    below: Map<string, Growing>;
  }
  const root: Growing = { tag: '', count: 0, below: new Map() };
  for (const { tag, count } of tags) {
    let node = root;
    for (const part of tag.split('/')) {
      const whole = node.tag === '' ? part : `${node.tag}/${part}`;
      const key = part.toLowerCase();
      const next = node.below.get(key) ?? { tag: whole, count: 0, below: new Map() };
      node.below.set(key, next);
      node = next;
    }
    node.count += count;
  }
  const grown = (node: Growing): readonly TagNode[] =>
    [...node.below.values()]
      .map((each) => ({ tag: each.tag, name: nameOf(each.tag), count: each.count, below: grown(each) }))
      .toSorted((a, b) => a.name.localeCompare(b.name));
  return grown(root);
}

const nameOf = (tag: string): string => tag.slice(tag.lastIndexOf('/') + 1);

/** What the tag is called when `from` is called `to`; null for a tag that is not it nor below it. */
export function renamedTag(tag: string, from: string, to: string): string | null {
  const folded = tag.toLowerCase();
  const wanted = from.toLowerCase();
  if (folded === wanted) return to;
  return folded.startsWith(`${wanted}/`) ? to + tag.slice(from.length) : null;
}

/** Gives the tag, and those below it, its new name in a text: behind `#`, and in the `tags` of its front matter. */
export function renameTagIn(text: string, from: string, to: string): readonly TextEdit[] {
  const { end } = parseFrontMatter(text);
  return [...inFrontMatter(text.slice(0, end), from, to), ...inLines(text, end, from, to)];
}

const TAG = /(?<=^|[\s(,;])#([\p{L}\p{N}_/-]{1,100})/gu;

function inLines(text: string, begin: number, from: string, to: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { kind, start, end } of scanLines(text, begin)) {
    if (kind === 'blank' || kind === 'code' || kind === 'fence') continue;
    const line = text.slice(start, end);
    if (!line.includes('#')) continue;
    const code = inlineCode(line);
    for (const match of line.matchAll(TAG)) {
      const { index } = match;
      const next = renamedTag((match[1] ?? '').replace(/\/+$/, ''), from, to);
      if (next === null || code.some((span) => span.start <= index && index < span.end)) continue;
      const length = (match[1] ?? '').replace(/\/+$/, '').length;
      edits.push({ start: start + index + 1, end: start + index + 1 + length, text: next });
    }
  }
  return edits;
}

const WORD = /(?<![\p{L}\p{N}_/-])#?([\p{L}\p{N}_/-]+)/gu;

function inFrontMatter(head: string, from: string, to: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let open = false;
  let at = 0;
  for (const line of head.split('\n')) {
    const key = /^(tags?):/i.exec(line);
    if (key !== null) open = true;
    else if (/^[^\s-]/.test(line)) open = false;
    const comment = line.search(/(?:^|\s)#\s/);
    const skip = key?.[0].length ?? /^\s*-\s/.exec(line)?.[0].length ?? 0;
    if (open) {
      for (const match of line.slice(0, comment < 0 ? undefined : comment).matchAll(WORD)) {
        if (match.index < skip) continue;
        const word = match[1] ?? '';
        const next = renamedTag(word, from, to);
        const start = at + match.index + match[0].length - word.length;
        if (next !== null) edits.push({ start, end: start + word.length, text: next });
      }
    }
    at += line.length + 1;
  }
  return edits;
}
