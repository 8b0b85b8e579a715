import { fileURLToPath } from 'node:url';
import type { JSHandle } from 'playwright';
import { ortRuntimes } from '../scripts/vite-ort.ts';
import { launchBrowser } from '../tests/browser/harness/browser.ts';
import { buildPage } from '../tests/browser/harness/build-page.ts';
import { serve } from '../tests/browser/harness/serve.ts';
import { type Figure, figure, median } from './figure.ts';
import type { JudgingTimes } from './pages/llm/judge.worker.ts';
import type { LlmBench } from './pages/llm/main.ts';

const QUESTION = 'At which temperature does the yeast in a bread dough work best?';
const OTHER_QUESTION = 'How much of an apple tree may be cut away in one winter?';
const SENTENCES = [
  'Bread dough rises faster in a warm kitchen, because yeast works best near thirty degrees, and slows in the cold.',
  'The harbour was rebuilt after the fire of 1702, with wider lanes between the wooden houses and a watch at night.',
  'A sailing boat can point no closer to the wind than about forty degrees, so it tacks from side to side to get there.',
  'Rye needs a sourdough, for its starch is broken down by an enzyme that only acid holds in check while it bakes.',
  'In the archive lie the letters of three generations, sorted by year, with the seals cut out by collectors.',
  'The glacier has drawn back by eleven hundred metres since the first survey, and the lake below it is new.',
  'To prune an old apple tree, take no more than a quarter of its crown in one winter, the dead wood first.',
  'The night train leaves at ten past nine, is joined by the coaches from the coast, and arrives before breakfast.',
];
const PROMPT = `Answer from these passages.\n${SENTENCES.join('\n')}\n${QUESTION}`;
const WRITE_TOKENS = 48;

/** Loads, reads and writes with our worker and the bare pipeline in turn, in one page of Chromium. About two minutes. */
export async function measureLlm(rounds = 5): Promise<Figure[]> {
  const page = 'bench/pages/llm';
  const built = await buildPage({ page, plugins: () => [ortRuntimes()] });
  const server = await serve({
    base: '/hearth/',
    folders: [built, fileURLToPath(new URL('../public/', import.meta.url))],
  });
  const browser = await launchBrowser();
  try {
    const tab = await browser.newPage();
    await tab.goto(server.url);
    const bench = await tab.evaluateHandle(() => window.llmBench);
    const loading = await measureLoading(bench);
    const writing = await measureWriting(bench, rounds);
    await bench.evaluate((it) => it.unloadOurs());
    await bench.evaluate((it) => it.endBare());
    return [...loading, ...writing, ...(await measureJudging(bench, rounds))];
  } finally {
    await browser.close();
    await server.close();
  }
}

async function measureLoading(bench: JSHandle<LlmBench>): Promise<Figure[]> {
  const fetchMs = await bench.evaluate((it) => it.fetchOurs());
  const bareMs = await bench.evaluate((it) => it.loadBare());
  const ours: number[] = [];
  for (let round = 0; round < 3; round++) {
    ours.push(await bench.evaluate((it) => it.loadOurs()));
    if (round < 2) await bench.evaluate((it) => it.unloadOurs());
  }
  return [
    figure('llm-fetch-and-verify', fetchMs, { unit: 'ms', better: 'lower' }),
    compare('llm-load-from-cache', 'ms', median(ours), bareMs, 'lower', null),
  ];
}

async function measureWriting(bench: JSHandle<LlmBench>, rounds: number): Promise<Figure[]> {
  const read = { ours: [] as number[], bare: [] as number[] };
  const write = { ours: [] as number[], bare: [] as number[] };
  const input = [PROMPT, WRITE_TOKENS] as const;
  for (let round = 0; round < rounds; round++) {
    // In turn who is first: what runs second finds a warmer, or a hotter, machine.
    const early = round % 2 === 0 ? null : await bench.evaluate((it, args) => it.bare(...args), input);
    const ours = await bench.evaluate((it, args) => it.ours(...args), input);
    const bare = early ?? (await bench.evaluate((it, args) => it.bare(...args), input));
    if (!bare.output.includes(JSON.stringify(ours.text).slice(1, -1))) {
      throw new Error(`Ours wrote “${ours.text}”, the pipeline ${bare.output}`);
    }
    read.ours.push((ours.inputTokens * 1000) / ours.prefillMs);
    read.bare.push((ours.inputTokens * 1000) / bare.prefillMs);
    // The first token comes with the prefill.
    write.ours.push(((ours.outputTokens - 1) * 1000) / ours.decodeMs);
    write.bare.push(((bare.outputTokens - 1) * 1000) / bare.decodeMs);
  }
  return [
    compare('llm-prefill', 'tokens/s', best(read.ours), best(read.bare), 'higher', 0.95),
    compare('llm-decode', 'tokens/s', best(write.ours), best(write.bare), 'higher', 0.95),
  ];
}

async function measureJudging(bench: JSHandle<LlmBench>, rounds: number): Promise<Figure[]> {
  const input = [QUESTION, OTHER_QUESTION, SENTENCES, rounds] as const;
  const times = await bench.evaluate((it, args) => it.judging(...args), input);
  const least = (name: keyof JudgingTimes): number => Math.min(...times.map((each) => each[name]));
  const whole = least('whole');
  const perPassage = (name: string, ms: number) => compare(`llm-judge-${name}`, 'ms', ms, whole, 'lower', null);
  return [
    perPassage('passage', least('fresh')),
    perPassage('passage-read-before', least('readBefore')),
    perPassage('passage-known', least('known')),
    figure('llm-judge-same-order', least('sameOrder'), { unit: 'share', better: 'higher' }),
  ];
}

function compare(
  name: string,
  unit: string,
  value: number,
  baseline: number,
  better: Figure['better'],
  goal: number | null,
): Figure {
  return figure(name, value, { unit, better, baseline, ...(goal === null ? {} : { goal }) });
}

/** What else the machine does only ever slows a round down. */
const best = (speeds: readonly number[]): number => Math.max(...speeds);
