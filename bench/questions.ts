import type { AnswerStage } from '../src/core/chat/answer.ts';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { answeredQuestions } from './answer-texts.ts';
import { withApp } from './app.ts';
import { type Figure, figure, median } from './figure.ts';

declare const window: Window & { readonly hearth: HearthClient };

interface Times {
  readonly stages: Readonly<Partial<Record<AnswerStage, number>>>;
  readonly endMs: number;
  readonly passages: number;
}

/** From the question to each stage of its answer as the page gets it: sample library, starter model, three minutes. */
export async function measureQuestions(count = 6): Promise<Figure[]> {
  const sample = answeredQuestions().filter(
    ({ file, language }) => file.startsWith('sample-library') && language === 'en',
  );
  const asked = sample.filter((_, at) => at % Math.floor(sample.length / count) === 0).slice(0, count);
  const times = await withApp(true, async ({ page }) => {
    await page.evaluate(async () => {
      await window.hearth.importSample();
      await window.hearth.settled();
      await window.hearth.loadModel({ timeoutMs: 240_000 });
    });
    const taken: Times[] = [];
    for (const { question } of asked) taken.push(await page.evaluate(askOne, question));
    return taken;
  });
  const of = (stage: AnswerStage) => times.flatMap(({ stages }) => stages[stage] ?? []);
  const expected = { unit: 'ms', better: 'lower' } as const;
  return [
    figure('question-to-quoted-p50', median(of('quoted')), { ...expected, goal: 300 }),
    figure('question-to-reordered-p50', median(of('reordered')), expected),
    figure('question-to-end-p50', median(times.map(({ endMs }) => endMs)), expected),
    figure('passages-of-an-answer', median(times.map(({ passages }) => passages)), {
      unit: 'passages',
      better: 'lower',
    }),
  ];
}

async function askOne(question: string): Promise<Times> {
  const startMs = performance.now();
  const stages: Partial<Record<AnswerStage, number>> = {};
  let passages = 0;
  for await (const part of window.hearth.ask(question)) {
    if (part.type === 'stage') stages[part.stage] ??= performance.now() - startMs;
    if (part.type === 'answer') passages = part.answer.passages.length;
  }
  return { stages, endMs: performance.now() - startMs, passages };
}
