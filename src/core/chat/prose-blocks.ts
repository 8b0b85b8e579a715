import type { CheckedSentence } from './answer.ts';

/** What of the model's text is shown, in the shape in which it was written. */

export interface ProseParagraph {
  readonly type: 'paragraph';
  readonly sentences: readonly CheckedSentence[];
}

export interface ProseEntry {
  readonly sentences: readonly CheckedSentence[];
  /** The lists that stand below it. */
  readonly lists: readonly ProseList[];
}

export interface ProseList {
  readonly type: 'list';
  readonly by: 'marks' | 'numbers';
  readonly entries: readonly ProseEntry[];
}

export type ProseBlock = ProseParagraph | ProseList;

interface OpenEntry {
  readonly sentences: CheckedSentence[];
  readonly lists: OpenList[];
}
interface OpenList {
  readonly type: 'list';
  readonly by: 'marks' | 'numbers';
  readonly entries: OpenEntry[];
}

/**
 * Every sentence once, in its order. Where sentences were left out, what is left closes up: no paragraph or list is empty, and
 * an entry whose own list's entry above is not shown stands one level higher.
 */
export function proseBlocks(sentences: readonly CheckedSentence[]): ProseBlock[] {
  const blocks: (OpenList | { readonly type: 'paragraph'; readonly sentences: CheckedSentence[] })[] = [];
  const open: OpenList[] = [];
  let place: CheckedSentence['place'] | null = null;
  for (const sentence of sentences) {
    const isNext = place === null || sentence.place?.block !== place?.block;
    place = sentence.place;
    const list = sentence.place?.list;
    const last = blocks.at(-1);
    if (list === undefined) {
      open.length = 0;
      if (!isNext && last?.type === 'paragraph') last.sentences.push(sentence);
      else blocks.push({ type: 'paragraph', sentences: [sentence] });
    } else if (isNext || open.length === 0) enter(blocks, open, list, sentence);
    else open.at(-1)?.entries.at(-1)?.sentences.push(sentence);
  }
  return blocks;
}

function enter(
  blocks: { push(list: OpenList): unknown },
  open: OpenList[],
  { by, depth }: { readonly by: 'marks' | 'numbers'; readonly depth: number },
  sentence: CheckedSentence,
): void {
  open.length = Math.min(open.length, depth + 1);
  const deepest = open.at(-1);
  const entry: OpenEntry = { sentences: [sentence], lists: [] };
  if (open.length === depth + 1 && deepest?.by === by) return void deepest.entries.push(entry);
  if (open.length === depth + 1) open.pop();
  const list: OpenList = { type: 'list', by, entries: [entry] };
  const above = open.at(-1)?.entries.at(-1);
  if (above === undefined) blocks.push(list);
  else above.lists.push(list);
  open.push(list);
}

/** As markdown, each sentence as `write` gives it. */
export function proseMarkdown(
  sentences: readonly CheckedSentence[],
  write: (sentence: CheckedSentence) => string,
): string {
  const words = (part: { readonly sentences: readonly CheckedSentence[] }) => part.sentences.map(write).join(' ');
  const lines = ({ by, entries }: ProseList, indent: string): string[] =>
    entries.flatMap((entry, at) => {
      const marker = by === 'marks' ? '-' : `${at + 1}.`;
      const below = `${indent}${' '.repeat(marker.length + 1)}`;
      return [`${indent}${marker} ${words(entry)}`, ...entry.lists.flatMap((list) => lines(list, below))];
    });
  return proseBlocks(sentences)
    .map((block) => (block.type === 'paragraph' ? words(block) : lines(block, '').join('\n')))
    .join('\n\n');
}
