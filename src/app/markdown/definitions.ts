import { type MarkdownBlock, NOTE } from './split-blocks.ts';

/** What is said at one place of a markdown and used at others. */
export interface Definitions {
  /** Lines of link definitions by their names, in lower case. */
  readonly links: ReadonlyMap<string, string>;
  /** Numbers of the footnotes that are used, by their names, in the order of their use. */
  readonly notes: ReadonlyMap<string, number>;
  /** The block of each used footnote, in that order. */
  readonly said: readonly MarkdownBlock[];
}

const LINK = /^ {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*\S.*$/gm;
const USED = /\[\^([^\]\s]+)\](?!:)/g;

const NO_DEFINITIONS: Definitions = { links: new Map(), notes: new Map(), said: [] };

export function definitionsOf(markdown: string, blocks: readonly MarkdownBlock[]): Definitions {
  if (!markdown.includes(']:')) return NO_DEFINITIONS;
  const links = new Map<string, string>();
  const defined = new Map<string, MarkdownBlock>();
  for (const block of blocks) {
    const text = markdown.slice(block.start, block.end);
    if (block.kind === 'note') putNew(defined, NOTE.exec(text)?.[1], block);
    if (block.kind === 'text') for (const [line, name] of text.matchAll(LINK)) putNew(links, name, line);
  }
  const used = new Map<string, MarkdownBlock>();
  for (const block of defined.size === 0 ? [] : blocks) {
    if (block.kind === 'fence') continue;
    for (const [, name = ''] of markdown.slice(block.start, block.end).matchAll(USED)) {
      const said = defined.get(name.toLowerCase());
      if (said !== undefined) putNew(used, name, said);
    }
  }
  const notes = new Map([...used.keys()].map((name, index) => [name, index + 1]));
  return { links, notes, said: [...used.values()] };
}

/** The first of a name holds. */
function putNew<V>(map: Map<string, V>, name: string | undefined, value: V): void {
  const key = name?.toLowerCase() ?? '';
  if (!map.has(key)) map.set(key, value);
}

/** What must stand behind a block so that it can be read by itself: the definitions that it uses. */
export function definitionsFor(text: string, { links }: Definitions): string {
  if (!text.includes('[')) return '';
  const notes = [...new Set([...text.matchAll(USED)].map(([, name]) => `[^${name}]: -`))];
  const names = links.size === 0 ? [] : [...text.matchAll(/\[([^\]^\n][^\]\n]*)\](?!:)/g)].map(([, name = '']) => name);
  const used = [...new Set(names)].flatMap((name) => links.get(name.toLowerCase()) ?? []);
  const all = [...used, ...notes];
  return all.length === 0 ? '' : `\n\n${all.join('\n')}`;
}

/** What a footnote says, as markdown of its own. */
export const noteText = (block: string): string =>
  block
    .replace(NOTE, '')
    .replace(/^[ \t]+/, '')
    .replaceAll(/^(?: {1,4}|\t)/gm, '');
