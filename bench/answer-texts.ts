import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Passage } from '../src/core/chat/answer.ts';
import { choosePassages, FOUND_CHUNKS, type FoundPassage } from '../src/core/chat/choose-passages.ts';
import { FOUND_FOR_TIME, preferTime } from '../src/core/chat/prefer-time.ts';
import { type Question, readQuestion } from '../src/core/chat/question.ts';
import { chunkText } from '../src/core/items/chunk-text.ts';
import type { Chunk, ParsedDocument } from '../src/core/items/item.ts';
import { parseDocument } from '../src/core/items/parse-document.ts';
import { createSearchIndex, type SegmentedIndex } from '../src/core/search/create-search-index.ts';
import { embedTexts } from './minilm.ts';

export interface AnsweredQuestion {
  readonly id: number;
  readonly question: string;
  /** Regular expressions, one of which the right sentence matches. */
  readonly accept: readonly string[];
  readonly file: string;
  readonly language: 'en' | 'de';
}

export interface UnansweredQuestion {
  readonly id: number;
  readonly question: string;
  readonly language: 'en' | 'de';
}

/** A written sentence beside the passage that it is checked against. */
export interface CitationPair {
  readonly id: number;
  readonly sentence: string;
  readonly passage: string;
  readonly supported: boolean;
  /** What was done to it: `paraphrase`, `number`, `name`, `date`, `negation`, `swap`, `invented`, ... */
  readonly kind: string;
  readonly language: 'en' | 'de';
}

/** Odd ids are for tuning, even ones for reporting. */
export type Half = 'odd' | 'even';
export const halfOf = (id: number): Half => (id % 2 === 1 ? 'odd' : 'even');

const FIXTURES = fileURLToPath(new URL('../tests/fixtures/', import.meta.url));
const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url));

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

export const answeredQuestions = (): AnsweredQuestion[] => readJson(`${FIXTURES}questions/answered.json`);
export const unansweredQuestions = (): UnansweredQuestion[] => readJson(`${FIXTURES}questions/unanswered.json`);
export const citationPairs = (): CitationPair[] => readJson(`${FIXTURES}citations/pairs.json`);

/** The texts end in the autumn of 2025. */
const ASKED = { nowMs: Date.UTC(2025, 9, 15), zone: 'UTC' };

/** A question as the kernel reads it. */
export const readAsked = (question: string): Question => readQuestion(question, ASKED);

/** Finds the passages for a question, over the sample library and the other texts, as the kernel does. */
export type Retrieve = (query: string) => Passage[];

/** By words alone, or by words and meaning for the questions that are asked: those have to be named before. */
export async function openTexts(questions: readonly string[] | null): Promise<Retrieve> {
  const index = createSearchIndex();
  const documents = new Map(filesOf().map((path) => [path, readDocument(path)]));
  for (const [number, [path, { document, chunks }]] of [...documents].entries()) {
    const { kind, title, tags, language } = document;
    const [itemId, workspaceId, folder] = [path, 'bench', ''];
    index.put({ itemId, workspaceId, kind, title, folder, tags, updatedMs: 0, language, revision: number + 1 }, chunks);
  }
  const asked = questions === null ? new Map<string, Float32Array>() : await learn(index, documents, questions);
  return (query) => {
    const vector = asked.get(query);
    const question = readAsked(query);
    const limit = question.time === null ? FOUND_CHUNKS : FOUND_FOR_TIME;
    const request = { query, match: 'any', limit, ...(vector === undefined ? {} : { vector }) } as const;
    const found = index.search(request).hits.flatMap((hit): FoundPassage[] => {
      const held = documents.get(hit.itemId);
      if (!held) return [];
      const { itemId, span, score, ordinal } = hit;
      const { title, text, language } = held.document;
      const heading = held.chunks[ordinal]?.heading ?? '';
      const passage = { itemId, title, heading, span, text: text.slice(span.start, span.end), language, score };
      return [{ ...passage, ordinal, dateMs: 0, threadId: null }];
    });
    return choosePassages(question, preferTime(question, found).slice(0, FOUND_CHUNKS));
  };
}

interface ReadDocument {
  readonly document: ParsedDocument;
  readonly chunks: readonly Chunk[];
}

function readDocument(path: string): ReadDocument {
  const fileName = path.split('/').at(-1) ?? path;
  const parsed = parseDocument({ source: readFileSync(path, 'utf8'), fileName, mediaType: mediaTypeOf(fileName) });
  if (!parsed.ok) throw new Error(`${path}: ${parsed.message}`);
  return { document: parsed.document, chunks: chunkText(parsed.document.text) };
}

/** Gives the index the meaning of each chunk; the meaning of each question. */
async function learn(
  index: SegmentedIndex,
  documents: ReadonlyMap<string, ReadDocument>,
  questions: readonly string[],
): Promise<Map<string, Float32Array>> {
  const places = [...documents].flatMap(([path, { document, chunks }]) =>
    chunks.map(({ ordinal, heading, text }) => ({ path, ordinal, about: [document.title, heading, text].join('\n') })),
  );
  const vectors = await embedTexts(places.map(({ about }) => about));
  const held = places.map(({ path, ordinal }, at) => ({ path, ordinal, vector: vectors[at] ?? [] }));
  for (const [path, own] of Map.groupBy(held, (place) => place.path)) index.putVectors(path, own);
  const asked = await embedTexts(questions);
  return new Map(questions.map((question, at) => [question, asked[at] ?? new Float32Array()]));
}

function filesOf(): string[] {
  const below = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:md|txt|html)$/.test(name))
      .map((name) => `${folder}${name}`);
  return [...below(`${PUBLIC}sample-library/`), ...below(`${FIXTURES}questions/texts/`)].sort();
}

const mediaTypeOf = (fileName: string): string =>
  ({ md: 'text/markdown', html: 'text/html' })[fileName.split('.').at(-1) ?? ''] ?? 'text/plain';
