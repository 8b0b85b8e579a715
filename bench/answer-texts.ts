import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Passage } from '../src/core/chat/answer.ts';
import { choosePassages, FOUND_CHUNKS, type FoundPassage } from '../src/core/chat/choose-passages.ts';
import { readQuestion } from '../src/core/chat/question.ts';
import { chunkText } from '../src/core/items/chunk-text.ts';
import type { ParsedDocument } from '../src/core/items/item.ts';
import { parseDocument } from '../src/core/items/parse-document.ts';
import { createSearchIndex } from '../src/core/search/create-search-index.ts';

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

/** Finds the passages for a question, over the sample library and the other texts, as the kernel does. */
export type Retrieve = (query: string) => Passage[];

export function openTexts(): Retrieve {
  const index = createSearchIndex();
  const documents = new Map<string, ParsedDocument>();
  for (const [number, path] of filesOf().entries()) {
    const fileName = path.split('/').at(-1) ?? path;
    const parsed = parseDocument({ source: readFileSync(path, 'utf8'), fileName, mediaType: mediaTypeOf(fileName) });
    if (!parsed.ok) throw new Error(`${path}: ${parsed.message}`);
    const { kind, title, tags, language, text } = parsed.document;
    const [itemId, workspaceId, folder] = [path, 'bench', ''];
    const item = { itemId, workspaceId, kind, title, folder, tags, updatedMs: 0, language, revision: number + 1 };
    index.put(item, chunkText(text));
    documents.set(path, parsed.document);
  }
  return (query) => {
    const found = index.search({ query, match: 'any', limit: FOUND_CHUNKS }).hits.flatMap((hit): FoundPassage[] => {
      const document = documents.get(hit.itemId);
      if (!document) return [];
      const { itemId, span, score, ordinal } = hit;
      const { title, text, language } = document;
      const heading = chunkText(text)[ordinal]?.heading ?? '';
      const passage = { itemId, title, heading, span, text: text.slice(span.start, span.end), language, score };
      return [{ ...passage, ordinal, dateMs: 0, threadId: null }];
    });
    return choosePassages(readQuestion(query), found);
  };
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
