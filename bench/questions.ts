import type { AnswerStage } from '../src/core/chat/answer.ts';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { answeredQuestions } from './answer-texts.ts';
import { withApp } from './app.ts';
import { type Figure, figure, median } from './figure.ts';

declare const window: Window & { readonly hearth: HearthClient };

interface Times {
  readonly stages: Readonly<Partial<Record<AnswerStage, number>>>;
  readonly endMs: number;
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
  // What follows within a frame is delivered as one: then the later stage says when the earlier was there.
  const of = (...names: readonly AnswerStage[]) =>
    times.flatMap(({ stages }) => names.map((name) => stages[name]).find((ms) => ms !== undefined) ?? []);
  const expected = { unit: 'ms', better: 'lower' } as const;
  return [
    figure('question-to-quoted-p50', median(of('quoted', 'reordering')), { ...expected, goal: 300 }),
    figure('question-to-reordered-p50', median(of('reordered', 'writing', 'done')), expected),
    figure('question-to-end-p50', median(times.map(({ endMs }) => endMs)), expected),
  ];
}

async function askOne(question: string): Promise<Times> {
  const startMs = performance.now();
  const stages: Partial<Record<AnswerStage, number>> = {};
  for await (const part of window.hearth.ask(question)) {
    if (part.type === 'stage') stages[part.stage] ??= performance.now() - startMs;
  }
  return { stages, endMs: performance.now() - startMs };
}
