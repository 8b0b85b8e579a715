import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Passage } from '../src/core/chat/answer.ts';
import { planReranking, RERANK_WEIGHTS, rerankedOrder } from '../src/core/chat/rerank.ts';
import type { LanguageModel } from '../src/core/llm/language-model.ts';
import { openNodeModel } from './answer-model.ts';
import { cranfieldDir, dcg, field, indexAbstracts, readGrades, records } from './cranfield.ts';
import { type Figure, figure } from './figure.ts';

/** What the second pass of Find adds on Cranfield: the first ten of full text, put in order anew by the starter model. */

/** One question of Cranfield with its first ten, judged. */
interface JudgedQuestion {
  readonly number: number;
  /** Of the ten found, in the order of the search. */
  readonly scores: readonly number[];
  readonly gains: readonly number[];
  readonly judgements: readonly number[];
  /** nDCG's denominator. */
  readonly ideal: number;
}

/** Every `step`-th question from `first` on, counted from 1. About three seconds of one core for each. */
async function* judgeQuestions(model: LanguageModel, first: number, step: number): AsyncGenerator<JudgedQuestion> {
  const read = (name: string): string => readFileSync(join(cranfieldDir(), name), 'utf8').replaceAll('\r\n', '\n');
  const documents = records(read('cran.all.1400'));
  const index = indexAbstracts(read('cran.all.1400'));
  const grades = readGrades(read('cranqrel'));
  const questions = records(read('cran.qry')).map((record) => field(record, 'W').replace(/\s+/g, ' '));
  for (let number = first; number <= questions.length; number += step) {
    const query = questions[number - 1] ?? '';
    const gains = grades.get(number) ?? new Map<string, number>();
    const { hits } = index.search({ query, match: 'any', limit: 10 });
    const passages = hits.map(({ itemId, score }, at): Passage => {
      const record = documents[Number(itemId) - 1] ?? '';
      const [title, text] = ['T', 'W'].map((name) => field(record, name).replace(/\s+/g, ' '));
      return passageOf(at, itemId, title ?? '', text ?? '', score);
    });
    const { texts } = planReranking(query, passages);
    const { judgements } = await model.judge({ question: query, passages: texts, budgetMs: Number.POSITIVE_INFINITY });
    yield {
      number,
      scores: hits.map(({ score }) => score),
      gains: hits.map(({ itemId }) => gains.get(itemId) ?? 0),
      judgements: judgements.map(({ logProbability }) => logProbability),
      ideal: dcg([...gains.values()].sort((a, b) => b - a).slice(0, 10)) || 1,
    };
  }
}

const passageOf = (at: number, itemId: string, title: string, text: string, score: number): Passage => ({
  number: at + 1,
  itemId,
  title,
  heading: '',
  span: { start: 0, end: text.length },
  text,
  language: 'en',
  score,
});

/** Mean nDCG@10 with the model's word at a weight; 0 leaves the order of the search. */
function ndcgAt(questions: readonly JudgedQuestion[], weight: number): number {
  const each = questions.map(({ scores, gains, judgements, ideal }) => {
    const best = Math.max(1e-9, ...scores);
    const prior = { scores: scores.map((score) => score / best / weight), places: 10, reach: 0 };
    const said = judgements.map((logProbability, index) => ({ index, logProbability }));
    const order = weight === 0 ? scores.map((_, at) => at) : rerankedOrder(prior, said);
    return dcg(order.map((at) => gains[at] ?? 0)) / ideal;
  });
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

/** Over every tenth question, none of which the weight was tuned on. About two minutes. */
export async function measureSecondPass(): Promise<Figure[]> {
  const questions: JudgedQuestion[] = [];
  for await (const question of judgeQuestions(await openNodeModel(), 2, 10)) questions.push(question);
  const baseline = ndcgAt(questions, 0);
  const value = ndcgAt(questions, RERANK_WEIGHTS.judged);
  return [figure('second-pass-ndcg-10', value, { unit: 'nDCG', better: 'higher', baseline })];
}

/** `node bench/judge.ts <first> <step> <file>`: a line of the file for each question; then each weight's nDCG@10, odd and even. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [first = '2', step = '10', file] = process.argv.slice(2);
  const questions: JudgedQuestion[] = [];
  for await (const question of judgeQuestions(await openNodeModel(), Number(first), Number(step))) {
    questions.push(question);
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(question)}\n`);
  }
  const halves = [1, 0].map((rest) => questions.filter(({ number }) => number % 2 === rest));
  for (const weight of [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5]) {
    console.log(weight, ...halves.map((half) => `${ndcgAt(half, weight).toFixed(4)} of ${half.length}`));
  }
}
