import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chunk } from '../src/core/items/item.ts';
import { createSearchIndex, type SegmentedIndex } from '../src/core/search/create-search-index.ts';
import type { SearchMode, SearchRequest } from '../src/core/search/search-index.ts';
import { type Figure, figure } from './figure.ts';
import { embedTexts } from './minilm.ts';

/**
 * Retrieval quality by words, by meaning and by both on the Cranfield collection: means over its 225 questions. nDCG with gains of
 * 2^gain - 1: so a plain BM25 (k1 1.2, b 0.75, no stemming, title and abstract as one) has .369.
 */
interface CranfieldFigures {
  readonly ndcg10: number;
  readonly recall100: number;
}

interface MeasuredQuestion extends CranfieldFigures {
  /** From 1. Weights were tuned on the odd ones only. */
  readonly number: number;
}

/** `dataDir` holds `cran.all.1400`, `cran.qry` and `cranqrel`. */
async function measureCranfield(dataDir: string, mode: SearchMode): Promise<MeasuredQuestion[]> {
  const read = (name: string): string => readFileSync(join(dataDir, name), 'utf8').replaceAll('\r\n', '\n');
  const abstracts = records(read('cran.all.1400'));
  const index = indexAbstracts(read('cran.all.1400'));
  const grades = readGrades(read('cranqrel'));
  const questions = records(read('cran.qry')).map((record) => field(record, 'W'));
  if (mode !== 'text') {
    const vectors = await embedTexts(abstracts.map((record) => `${titleOf(record)}\n${field(record, 'W')}`));
    for (const [i, vector] of vectors.entries()) index.putVectors(String(i + 1), [{ ordinal: 0, vector }]);
  }
  const asked = mode === 'text' ? [] : await embedTexts(questions);
  // The ids in `cran.qry` are not those of the judgements: the n-th question is query n.
  return questions.map((query, i) => {
    const vector = asked[i];
    const request = { query, match: 'any', limit: 100, mode, ...(vector === undefined ? {} : { vector }) } as const;
    return { number: i + 1, ...measureQuestion(index, request, grades.get(i + 1) ?? new Map()) };
  });
}

function meanOf(figures: readonly CranfieldFigures[]): CranfieldFigures {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { ndcg10: mean(figures.map((f) => f.ndcg10)), recall100: mean(figures.map((f) => f.recall100)) };
}

function measureQuestion(
  index: SegmentedIndex,
  request: SearchRequest,
  gains: ReadonlyMap<string, number>,
): CranfieldFigures {
  const hits = index.search(request).hits.map(({ itemId }) => itemId);
  const ideal = [...gains.values()].sort((a, b) => b - a);
  const found = hits.slice(0, 10).map((id) => gains.get(id) ?? 0);
  const relevant = ideal.filter((gain) => gain > 0).length;
  const recalled = hits.filter((id) => (gains.get(id) ?? 0) > 0).length;
  return { ndcg10: dcg(found) / (dcg(ideal.slice(0, 10)) || 1), recall100: recalled / Math.max(relevant, 1) };
}

export const dcg = (gains: readonly number[]): number =>
  gains.reduce((sum, gain, i) => sum + (2 ** gain - 1) / Math.log2(i + 2), 0);

export const records = (text: string): string[] => text.split(/^\.I .*$/m).slice(1);

/** Lines after `.X` up to the next field. */
export function field(record: string, name: string): string {
  return new RegExp(`^\\.${name}\\n([\\s\\S]*?)(?=^\\.[A-Z]$|$(?![\\s\\S]))`, 'm').exec(record)?.[1]?.trim() ?? '';
}

const titleOf = (record: string): string => field(record, 'T').replace(/\s+/g, ' ');

export function indexAbstracts(text: string): SegmentedIndex {
  const index = createSearchIndex();
  for (const [i, record] of records(text).entries()) {
    const body = field(record, 'W');
    const chunk: Chunk = { ordinal: 0, start: 0, end: body.length, heading: '', text: body, tokens: body.length / 4 };
    const item = { itemId: String(i + 1), workspaceId: 'w', kind: 'file', folder: '', tags: [], updatedMs: 0 } as const;
    index.put({ ...item, title: titleOf(record), language: 'en', revision: i + 1 }, [chunk]);
  }
  return index;
}

/** Query, document, grade from 1 (a complete answer) to 5 (no interest), as gains from 4 to 0; -1 as a gain of 1. */
export function readGrades(text: string): Map<number, Map<string, number>> {
  const grades = new Map<number, Map<string, number>>();
  for (const line of text.trim().split('\n')) {
    const [query = 0, document = 0, grade = 5] = line.trim().split(/\s+/).map(Number);
    const gains = grades.get(query) ?? new Map<string, number>();
    gains.set(String(document), grade === -1 ? 1 : 5 - grade);
    grades.set(query, gains);
  }
  return grades;
}

/** Of a plain BM25. */
const PLAIN_NDCG = 0.369;

/** The collection is looked for in `HEARTH_CRANFIELD`, then beside the repository. */
export const cranfieldDir = (): string =>
  process.env['HEARTH_CRANFIELD'] ?? join(import.meta.dirname, '../../shared/data/cranfield');

export async function measureCranfieldSearch(): Promise<Figure[]> {
  const dataDir = cranfieldDir();
  const [text, vector, fused] = [
    await measureCranfield(dataDir, 'text'),
    await measureCranfield(dataDir, 'vector'),
    await measureCranfield(dataDir, 'fused'),
  ];
  const even = [text, vector, fused].map((all) => meanOf(all.filter(({ number }) => number % 2 === 0)));
  const [evenText, evenVector, evenFused] = even.map(({ ndcg10 }) => ndcg10) as [number, number, number];
  const higher = { unit: 'nDCG', better: 'higher' } as const;
  const better = Math.max(evenText, evenVector);
  const recall = { unit: 'share', better: 'higher' } as const;
  return [
    figure('cranfield-ndcg-10', meanOf(text).ndcg10, { ...higher, baseline: PLAIN_NDCG, goal: 1 }),
    figure('cranfield-recall-100', meanOf(text).recall100, recall),
    figure('cranfield-vector-ndcg-10', meanOf(vector).ndcg10, higher),
    figure('cranfield-vector-recall-100', meanOf(vector).recall100, recall),
    figure('cranfield-fused-ndcg-10', meanOf(fused).ndcg10, { ...higher, goal: 0.43 }),
    figure('cranfield-fused-recall-100', meanOf(fused).recall100, recall),
    figure('cranfield-even-text-ndcg-10', evenText, higher),
    figure('cranfield-even-vector-ndcg-10', evenVector, higher),
    figure('cranfield-even-fused-ndcg-10', evenFused, { ...higher, baseline: better, goal: 1.05 }),
    figure('cranfield-even-fused-recall-100', even[2]?.recall100 ?? 0, recall),
  ];
}
