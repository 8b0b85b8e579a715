import type { Chunk } from '../src/core/items/item.ts';
import type { SegmentedIndex } from '../src/core/search/create-search-index.ts';
import { createRandom, createSubjects } from '../src/core/search/search-fixtures.ts';
import type { IndexItem } from '../src/core/search/search-index.ts';

const VOCABULARY = 30_000;
const CHUNKS_PER_ITEM = 5;
const WORDS_PER_CHUNK = 60;
const TITLE_WORDS = 4;
const QUERY_WORDS = 6;
/** Folders of the items by turns: the share of one. */
export const FOLDERS = 100;

export interface SeededQuery {
  readonly query: string;
  readonly vector: Float32Array;
}

export interface SeededItem {
  readonly item: IndexItem;
  readonly chunks: readonly Chunk[];
  /** Of the chunks in their order. */
  readonly vectors: readonly Float32Array[];
}

export interface SeededPassages {
  readonly queries: readonly SeededQuery[];
  /** To be walked once. */
  readonly items: Iterable<SeededItem>;
}

/**
 * What searches are measured on, the same each time: items of five chunks of 60 words by Zipf's law, with vectors around
 * 200 subjects. Words and vectors know nothing of each other. A query is six such words and a vector near a subject.
 */
export function createPassages(chunks: number, queries: number, seed = 11): SeededPassages {
  const words = createWords(seed);
  const vector = createSubjects(seed);
  const asked = Array.from({ length: queries }, () => ({ query: words(QUERY_WORDS), vector: vector() }));
  return { queries: asked, items: createItems(chunks, words, vector) };
}

/** Puts the items with their vectors, and merges as the keeper of an index would. */
export function putPassages(index: SegmentedIndex, items: Iterable<SeededItem>): void {
  for (const { item, chunks, vectors } of items) {
    index.put(item, chunks);
    index.putVectors(
      item.itemId,
      vectors.map((vector, ordinal) => ({ ordinal, vector })),
    );
  }
  index.seal();
  while (index.merge()) index.seal();
}

/** Some words with spaces between. Of letters alone: one with a digit would be searched as a code. */
export function createWords(seed: number): (count: number) => string {
  const random = createRandom(seed);
  const word = (): string => `w${inLetters(Math.floor(VOCABULARY ** random()))}x`;
  return (count) => Array.from({ length: count }, word).join(' ');
}

function* createItems(count: number, words: (count: number) => string, vector: () => Float32Array) {
  for (let number = 0; number * CHUNKS_PER_ITEM < count; number++) {
    const chunks = Array.from({ length: CHUNKS_PER_ITEM }, (_, ordinal) => {
      const text = words(WORDS_PER_CHUNK);
      return { ordinal, start: ordinal * 1000, end: ordinal * 1000 + text.length, heading: '', text, tokens: 80 };
    });
    const item: IndexItem = {
      itemId: `i${number}`,
      workspaceId: 'w',
      kind: number % 2 === 0 ? 'note' : 'mail',
      title: words(TITLE_WORDS),
      folder: `Folder ${number % FOLDERS}`,
      tags: [],
      updatedMs: number,
      language: 'en',
      revision: number + 1,
    };
    yield { item, chunks, vectors: chunks.map(vector) };
  }
}

function inLetters(number: number): string {
  const rest = Math.floor(number / 26);
  return `${rest > 0 ? inLetters(rest) : ''}${String.fromCharCode(97 + (number % 26))}`;
}
