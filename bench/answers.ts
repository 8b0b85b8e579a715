import { pathToFileURL } from 'node:url';
import type { Passage, Quote } from '../src/core/chat/answer.ts';
import { checkProse, checkSentence, type Nearness } from '../src/core/chat/check.ts';
import { readEvidence } from '../src/core/chat/evidence.ts';
import { fitPrompt, SMALL_MODEL_BUDGET } from '../src/core/chat/fit-prompt.ts';
import { quoteAnswer } from '../src/core/chat/quote.ts';
import { planJudging, reorder } from '../src/core/chat/reorder.ts';
import { showable } from '../src/core/chat/writer.ts';
import { estimateTokens } from '../src/core/items/count-tokens.ts';
import type { LanguageModel } from '../src/core/llm/language-model.ts';
import { openNodeModel } from './answer-model.ts';
import {
  type AnsweredQuestion,
  answeredQuestions,
  citationPairs,
  type Half,
  halfOf,
  openTexts,
  type Retrieve,
  readAsked,
  unansweredQuestions,
} from './answer-texts.ts';
import { type ComparedText, nearnessOf } from './nearness.ts';

export interface AnswerFigure {
  readonly name: string;
  readonly half: Half;
  readonly value: number;
  readonly unit: 'share' | 'ms' | 'quotes' | 'sentences';
  readonly goal: number | null;
  /** How many questions, pairs or sentences it was measured on. */
  readonly count: number;
}

export interface AnswerBenchOptions {
  readonly half: Half;
  /** Whether passages are found by words and meaning, as they are once the meanings are learned; else by words. */
  readonly meaning: boolean;
  /** Without it the second and third stage are left out. */
  readonly model: LanguageModel | null;
  /** Questions that the model writes an answer to: about five seconds each. */
  readonly written: number;
}

/** The three stages of an answer over the fixtures. With the model about three minutes for a half. */
export async function measureAnswers({ half, meaning, model, written }: AnswerBenchOptions): Promise<AnswerFigure[]> {
  const asked = answeredQuestions().filter(({ id }) => halfOf(id) === half);
  const all = [...answeredQuestions(), ...unansweredQuestions()].map(({ question }) => question);
  const retrieve = await openTexts(meaning ? all : null);
  const figures = [...measureQuoting(half, asked, retrieve), ...(await measureCheck(half))];
  if (model === null) return figures;
  return [
    ...figures,
    ...(await measureReordering(half, asked, retrieve, model)),
    ...(await measureWriting(half, asked.slice(0, written), retrieve, model)),
  ];
}

const share = (part: number, count: number): number => (count === 0 ? 0 : part / count);

function holdsAnswer(asked: AnsweredQuestion, passages: readonly Passage[], { passage, text }: Quote): boolean {
  const source = passages.find(({ number }) => number === passage);
  return source?.itemId.endsWith(asked.file) === true && asked.accept.some((words) => new RegExp(words).test(text));
}

function measureQuoting(half: Half, asked: readonly AnsweredQuestion[], retrieve: Retrieve): AnswerFigure[] {
  const results = asked.map((question) => {
    const passages = retrieve(question.question);
    const startMs = performance.now();
    const { quotes } = quoteAnswer(readAsked(question.question), passages);
    const elapsedMs = performance.now() - startMs;
    return { right: quotes.map((quote) => holdsAnswer(question, passages, quote)), elapsedMs };
  });
  const none = unansweredQuestions().filter(({ id }) => halfOf(id) === half);
  const silent = none.filter(({ question }) => quoteAnswer(readAsked(question), retrieve(question)).note !== null);
  const times = results.map(({ elapsedMs }) => elapsedMs).sort((a, b) => a - b);
  const count = asked.length;
  const p95 = times[Math.floor(times.length * 0.95)] ?? 0;
  return [
    ...quoteShares(
      half,
      'quoted',
      0.75,
      results.map(({ right }) => right),
    ),
    { name: 'time to quote, p95', half, value: p95, unit: 'ms', goal: 50, count },
    {
      name: 'nothing found where there is nothing',
      half,
      value: share(silent.length, none.length),
      unit: 'share',
      goal: null,
      count: none.length,
    },
  ];
}

function quoteShares(half: Half, name: string, goal: number, rows: readonly (readonly boolean[])[]): AnswerFigure[] {
  const count = rows.length;
  const of = (test: (row: readonly boolean[]) => boolean): number => share(rows.filter(test).length, count);
  const shown = rows.reduce((sum, row) => sum + row.length, 0);
  return [
    { name: `${name}: answer in the quotes`, half, value: of((row) => row.includes(true)), unit: 'share', goal, count },
    {
      name: `${name}: answer in the first`,
      half,
      value: of(([first]) => first === true),
      unit: 'share',
      goal: null,
      count,
    },
    { name: `${name}: quotes shown`, half, value: share(shown, count), unit: 'quotes', goal: null, count },
  ];
}

/** By words alone, and with what the meaning says where words cannot settle it. */
async function measureCheck(half: Half): Promise<AnswerFigure[]> {
  const pairs = citationPairs().filter(({ id }) => halfOf(id) === half);
  const read = pairs.map((pair) => ({
    ...pair,
    text: pair.sentence,
    base: readEvidence([passageOf(pair.passage, pair.language)]),
  }));
  const nearness = await nearnessOf(read);
  const checked = (near: (at: number) => readonly Nearness[]) =>
    read.map(({ sentence, language, base, supported }, at) => {
      const { support } = checkSentence(sentence, language, base, { nearness: near(at) });
      return { supported, held: support === 'supported' };
    });
  return [
    ...precisionAndRecall(
      half,
      'check by words',
      checked(() => []),
    ),
    ...precisionAndRecall(
      half,
      'check',
      checked((at) => nearness[at] ?? []),
    ),
  ];
}

function precisionAndRecall(
  half: Half,
  name: string,
  passed: readonly { readonly supported: boolean; readonly held: boolean }[],
): AnswerFigure[] {
  const right = passed.filter(({ supported, held }) => supported && held).length;
  const held = passed.filter((pair) => pair.held).length;
  const supported = passed.filter((pair) => pair.supported).length;
  const count = passed.length;
  return [
    { name: `${name}: precision`, half, value: share(right, held), unit: 'share', goal: null, count },
    { name: `${name}: recall`, half, value: share(right, supported), unit: 'share', goal: null, count },
  ];
}

const passageOf = (text: string, language: string): Passage => ({
  number: 1,
  itemId: 'pair',
  title: '',
  heading: '',
  span: { start: 0, end: text.length },
  text,
  language,
  score: 1,
});

/** The second stage for one question. */
async function reordered(question: AnsweredQuestion, retrieve: Retrieve, model: LanguageModel) {
  const passages = retrieve(question.question);
  const { candidates } = quoteAnswer(readAsked(question.question), passages);
  const plan = planJudging(candidates, passages);
  const { texts, prior } = plan;
  const judging = { question: question.question, passages: texts, prior, budgetMs: Number.POSITIVE_INFINITY };
  const { judgements, inputTokens } = await model.judge(judging);
  return { passages, inputTokens, ...reorder(candidates, plan, judgements) };
}

async function measureReordering(
  half: Half,
  asked: readonly AnsweredQuestion[],
  retrieve: Retrieve,
  model: LanguageModel,
): Promise<AnswerFigure[]> {
  const rows: boolean[][] = [];
  for (const question of asked) {
    const { passages, quotes } = await reordered(question, retrieve, model);
    rows.push(quotes.map((quote) => holdsAnswer(question, passages, quote)));
  }
  return quoteShares(half, 'reordered', 0.85, rows);
}

interface WrittenAnswer extends ComparedText {
  readonly question: AnsweredQuestion;
}

/**
 * A written sentence is right when it holds the expected words. What the check lets through and is not right is not always
 * wrong: it may say another true thing of the passages; the words alone cannot tell.
 */
async function measureWriting(
  half: Half,
  asked: readonly AnsweredQuestion[],
  retrieve: Retrieve,
  model: LanguageModel,
): Promise<AnswerFigure[]> {
  const answers: WrittenAnswer[] = [];
  for (const question of asked) {
    const { passages, quotes } = await reordered(question, retrieve, model);
    const { text, language } = readAsked(question.question);
    const request = fitPrompt({ question: text, language, passages, quotes }, SMALL_MODEL_BUDGET, estimateTokens);
    const written = await model.generate(request);
    answers.push({ question, language, text: written.text, base: readEvidence(passages) });
  }
  const nearness = await nearnessOf(answers);
  const rows = answers.flatMap(({ question, language, text, base }, at) => {
    const sentences = checkProse(text, language, base, { nearness: nearness[at] ?? [] });
    const shown = showable(sentences, 'extra');
    return sentences.map((sentence) => ({
      right: question.accept.some((words) => new RegExp(words).test(sentence.text)),
      shown: shown.includes(sentence),
    }));
  });
  const passed = rows.filter((row) => row.shown);
  const right = rows.filter((row) => row.right);
  const of = (name: string, part: number, count: number): AnswerFigure => {
    return { name, half, value: share(part, count), unit: 'share', goal: null, count };
  };
  return [
    of('written: sentences that hold the answer', right.length, rows.length),
    of(
      'shown after the check: sentences that hold the answer',
      passed.filter((row) => row.right).length,
      passed.length,
    ),
    of('right sentences that the check lets through', right.filter((row) => row.shown).length, right.length),
    of(
      'other sentences that the check hides',
      rows.filter((row) => !row.right && !row.shown).length,
      rows.length - right.length,
    ),
  ];
}

function report(figures: readonly AnswerFigure[]): void {
  for (const { name, half, value, goal, count } of figures) {
    console.log(`${half}\t${name}\t${value.toFixed(3)}${goal === null ? '' : ` (goal ${goal})`}\tof ${count}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const half: Half = process.argv.includes('odd') ? 'odd' : 'even';
  const model = process.argv.includes('--quick') ? null : await openNodeModel();
  report(await measureAnswers({ half, meaning: !process.argv.includes('--words'), model, written: 24 }));
}
