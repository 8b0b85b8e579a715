import type { CheckedSentence } from './answer.ts';

/** What of the model's text is shown, in the shape in which it was written. */

export interface ProseSentence extends CheckedSentence {
  /** Which of all sentences it is, from 0: it stays the same while more are written. */
  readonly at: number;
}

/** `at`, in each part, is that of its first sentence. */
export interface ProseParagraph {
  readonly type: 'paragraph';
  readonly at: number;
  readonly sentences: readonly ProseSentence[];
}

export interface ProseEntry {
  readonly at: number;
  readonly sentences: readonly ProseSentence[];
  /** The lists that stand below it. */
  readonly lists: readonly ProseList[];
}

export interface ProseList {
  readonly type: 'list';
  readonly at: number;
  readonly by: 'marks' | 'numbers';
  readonly entries: readonly ProseEntry[];
}

export type ProseBlock = ProseParagraph | ProseList;

interface OpenEntry {
  readonly at: number;
  readonly sentences: ProseSentence[];
  readonly lists: OpenList[];
}
interface OpenList {
  readonly type: 'list';
  readonly at: number;
  readonly by: 'marks' | 'numbers';
  readonly entries: OpenEntry[];
}

/**
 * Every sentence once, in its order. Where sentences were left out, what is left closes up: no paragraph or list is empty, and
 * an entry whose own list's entry above is not shown stands one level higher.
 */
export function proseBlocks(sentences: readonly CheckedSentence[]): ProseBlock[] {
  const blocks: (OpenList | (ProseParagraph & { readonly sentences: ProseSentence[] }))[] = [];
  const open: OpenList[] = [];
  let place: CheckedSentence['place'] | null = null;
  for (const [at, checked] of sentences.entries()) {
    const sentence = { ...checked, at };
    const isNext = place === null || sentence.place?.block !== place?.block;
    place = sentence.place;
    const list = sentence.place?.list;
    const last = blocks.at(-1);
    if (list === undefined) {
      open.length = 0;
      if (!isNext && last?.type === 'paragraph') last.sentences.push(sentence);
      else blocks.push({ type: 'paragraph', at, sentences: [sentence] });
    } else if (isNext || open.length === 0) enter(blocks, open, list, sentence);
    else open.at(-1)?.entries.at(-1)?.sentences.push(sentence);
  }
  return blocks;
}

function enter(
  blocks: { push(list: OpenList): unknown },
  open: OpenList[],
  { by, depth }: { readonly by: 'marks' | 'numbers'; readonly depth: number },
  sentence: ProseSentence,
): void {
  open.length = Math.min(open.length, depth + 1);
  const deepest = open.at(-1);
  const { at } = sentence;
  const entry: OpenEntry = { at, sentences: [sentence], lists: [] };
  if (open.length === depth + 1 && deepest?.by === by) return void deepest.entries.push(entry);
  if (open.length === depth + 1) open.pop();
  const list: OpenList = { type: 'list', at, by, entries: [entry] };
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
  const words = (part: { readonly sentences: readonly ProseSentence[] }) => part.sentences.map(write).join(' ');
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
