import { fileURLToPath } from 'node:url';
import { env } from '@huggingface/transformers';
import type { Browser, JSHandle } from 'playwright';
import { ortRuntimes } from '../scripts/vite-ort.ts';
import { MINILM_WASM } from '../src/core/llm/starter-models.ts';
import { openEmbedRuntime } from '../src/workers/embed/embed-runtime.ts';
import { BATCH_LIMITS, planBatches } from '../src/workers/embed/plan-batches.ts';
import { launchBrowser } from '../tests/browser/harness/browser.ts';
import { buildPage } from '../tests/browser/harness/build-page.ts';
import { serve } from '../tests/browser/harness/serve.ts';
import type { KernelPage } from '../tests/browser/kernel-page/main.ts';
import { openTab, serveKernelPage } from '../tests/browser/kernel-page/page.ts';
import { embeddedTexts, manyNotes, type NoteFile } from './embed-notes.ts';
import { type Figure, figure, median } from './figure.ts';
import type { EmbedBench } from './pages/embed/main.ts';

declare const window: KernelPage & { readonly embedBench: EmbedBench };

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url));

type Embed = (texts: readonly string[]) => Promise<number>;

/**
 * Our embedding worker in Chromium against onnxruntime-node with the same file, the same batches and one thread each, in
 * turn; then an import until all is learned against the same worker with nothing but the same passages. Ten minutes.
 */
export async function measureEmbedding(documents = 1000, rounds = 5): Promise<Figure[]> {
  const browser = await launchBrowser();
  try {
    return await withWorker(browser, async (ours) => [
      await measureThroughput(ours, rounds),
      await measureWholeImport(browser, ours, documents),
    ]);
  } finally {
    await browser.close();
  }
}

/** A page with our worker, its model loaded. */
async function withWorker<T>(browser: Browser, measure: (embed: Embed) => Promise<T>): Promise<T> {
  const built = await buildPage({ page: 'bench/pages/embed', plugins: () => [ortRuntimes()] });
  const server = await serve({ base: '/hearth/', folders: [built, PUBLIC] });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const bench: JSHandle<EmbedBench> = await page.evaluateHandle(() => window.embedBench);
    const embed: Embed = async (texts) => (await bench.evaluate((it, all) => it.embed(all), [...texts])).elapsedMs;
    await embed(['A first text, so that the model is loaded.']);
    return await measure(embed);
  } finally {
    await server.close();
  }
}

async function measureThroughput(ours: Embed, rounds: number): Promise<Figure> {
  const texts = await embeddedTexts(manyNotes(32));
  const native = await openNative();
  await native(texts.slice(0, 4));
  const rates = { ours: [] as number[], native: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const early = round % 2 === 0 ? null : await native(texts);
    rates.ours.push((texts.length * 1000) / (await ours(texts)));
    rates.native.push((texts.length * 1000) / (early ?? (await native(texts))));
  }
  return figure('embed-throughput', median(rates.ours), {
    unit: 'passages/s',
    better: 'higher',
    baseline: median(rates.native),
    goal: 0.7,
  });
}

async function openNative(): Promise<Embed> {
  env.allowRemoteModels = false;
  env.localModelPath = `${PUBLIC}models/`;
  const embed = await openEmbedRuntime(MINILM_WASM, 'cpu');
  return async (texts) => {
    const startMs = performance.now();
    for (const batch of planBatches(
      texts.map((text) => text.length),
      BATCH_LIMITS.wasm,
    )) {
      await embed(batch.map((at) => texts[at] ?? ''));
    }
    return performance.now() - startMs;
  };
}

/** The passages alone are embedded before and after: the machine changes. */
async function measureWholeImport(browser: Browser, ours: Embed, documents: number): Promise<Figure> {
  const notes = manyNotes(documents);
  const texts = await embeddedTexts(notes);
  const half = Math.ceil(texts.length / 2);
  const before = await ours(texts.slice(0, half));
  const importMs = await importUntilLearned(browser, notes, texts.length);
  const alone = before + (await ours(texts.slice(half)));
  return figure(`import-${documents}-against-embedding`, importMs / 1000, {
    unit: 's',
    better: 'lower',
    baseline: alone / 1000,
    goal: 1.15,
  });
}

async function importUntilLearned(browser: Browser, notes: readonly NoteFile[], passages: number): Promise<number> {
  const server = await serveKernelPage({ models: true });
  const context = await browser.newContext();
  try {
    const page = await openTab(context, server.url);
    return await page.evaluate(
      async ([files, expected]) => {
        const { hearth } = window;
        await hearth.ready();
        await hearth.command('set-setting', { key: 'model.enabled', value: false });
        await hearth.command('set-setting', { key: 'search.device', value: 'wasm' });
        const learned = (count: number) =>
          new Promise<void>((resolve) => {
            const end = hearth.live('status', {}, ({ embedding }) => {
              if (embedding.waiting > 0 || embedding.state !== 'idle' || embedding.learned < count) return;
              queueMicrotask(() => end());
              resolve();
            });
          });
        const add = (all: readonly { readonly path: string; readonly text: string }[]) =>
          hearth.import(all.map(({ path, text }) => ({ path, file: new File([text], path) })));
        // The model is loaded before.
        await add([{ path: 'first.md', text: 'A first text.' }]);
        await learned(1);
        const startMs = performance.now();
        await add(files);
        await learned(expected + 1);
        return performance.now() - startMs;
      },
      [notes, passages] as const,
    );
  } finally {
    await context.close();
    await server.close();
  }
}
