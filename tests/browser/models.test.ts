import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Browser, JSHandle, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ortRuntimes } from '../../scripts/vite-ort.ts';
import { checkProse } from '../../src/core/chat/check.ts';
import { readEvidence } from '../../src/core/chat/evidence.ts';
import { proseBlocks } from '../../src/core/chat/prose-blocks.ts';
import type { ModelManifest } from '../../src/core/llm/model-manifest.ts';
import { SMOLLM2, sizeOfModel } from '../../src/core/llm/starter-models.ts';
import { launchBrowser } from './harness/browser.ts';
import { buildPage } from './harness/build-page.ts';
import { serve, type TestServer } from './harness/serve.ts';
import type { ModelsPage } from './pages/models/main.ts';

const MiB = 1024 * 1024;
const PUBLIC = fileURLToPath(new URL('../../public/', import.meta.url));

let server: TestServer;
let browser: Browser;
let page: Page;
let models: JSHandle<ModelsPage>;

beforeAll(async () => {
  const built = await buildPage({ page: 'tests/browser/pages/models', plugins: () => [ortRuntimes()] });
  server = await serve({ base: '/deep/er/', folders: [built, PUBLIC] });
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.close();
});

/** A fresh profile each time. */
async function openPage(): Promise<void> {
  page = await (await browser.newContext()).newPage();
  await page.goto(server.url);
  models = await page.evaluateHandle(() => window.modelsPage);
}

const big = Uint8Array.from({ length: 10 * MiB + 123 }, (_, at) => (at * 31 + (at >> 8)) & 0xff);
const small = new TextEncoder().encode('{"small":true}');
const entry = (path: string, bytes: Uint8Array) => ({
  path,
  sizeBytes: bytes.byteLength,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const MODEL: ModelManifest = {
  id: 'test-model',
  name: 'Test',
  task: 'chat',
  licence: 'none',
  source: 'made here',
  contextTokens: 1,
  files: [entry('config.json', small), entry('onnx/weights.bin', big)],
};
const BIG = 'models/test-model/onnx/weights.bin';
const rangesOf = (path: string) => server.requests.filter((seen) => seen.path === path).map((seen) => seen.range);

describe('the model store', () => {
  beforeEach(async () => {
    server.faults.clear();
    server.requests.length = 0;
    server.ranges = true;
    server.files.set('models/test-model/config.json', small).set(BIG, big);
    await openPage();
    return () => page.context().close();
  });

  const fetchModel = (stopAtBytes?: number) =>
    models.evaluate((it, [model, stop]) => it.fetch(model, stop), [MODEL, stopAtBytes] as const);
  const state = () => models.evaluate((it, model) => it.state(model), MODEL);
  const open = () => models.evaluate((it, model) => it.open(model, 'onnx/weights.bin'), MODEL);

  test('fetches a model once, tells its progress in bytes, and has it without the network', async () => {
    expect(await state()).toEqual({ status: 'absent' });
    const { progress, ...result } = await fetchModel();
    expect(result).toEqual({ value: undefined });
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(big.byteLength + small.byteLength);
    expect(await state()).toEqual({ status: 'ready' });
    await page.context().setOffline(true);
    expect(await fetchModel()).toMatchObject({ value: undefined });
    expect(await open()).toEqual({ value: [big.byteLength, big[0], big.at(-1)] });
    expect(rangesOf(BIG)).toEqual([null]);
  });

  test('goes on within a file after the connection broke', async () => {
    server.faults.set(BIG, { kind: 'cut', afterBytes: 6 * MiB, times: 1 });
    expect(await fetchModel()).toMatchObject({ value: undefined });
    const [first, second, ...more] = rangesOf(BIG);
    expect([first, more]).toEqual([null, []]);
    expect(Number(/bytes=(\d+)-/.exec(second ?? '')?.[1])).toBeGreaterThan(MiB);
    expect(await open()).toHaveProperty('value');
  });

  test('a stopped download keeps what arrived and goes on from there', async () => {
    server.faults.set(BIG, { kind: 'hang', afterBytes: 6 * MiB, times: 1 });
    expect(await fetchModel(5 * MiB)).toMatchObject({ error: { code: 'cancelled' } });
    const partial = await state();
    expect(partial).toMatchObject({ status: 'partial' });
    const { progress } = await fetchModel();
    expect(progress[0]).toBe(small.byteLength);
    expect(rangesOf(BIG)[1]).toBe(`bytes=${'bytes' in partial ? partial.bytes - small.byteLength : 0}-`);
    expect(await state()).toEqual({ status: 'ready' });
  });

  test('starts a file again where the server gives no parts', async () => {
    server.ranges = false;
    server.faults.set(BIG, { kind: 'cut', afterBytes: 6 * MiB, times: 1 });
    expect(await fetchModel()).toMatchObject({ value: undefined });
    expect(await open()).toEqual({ value: [big.byteLength, big[0], big.at(-1)] });
  });

  test('a file that arrived damaged is fetched once again', async () => {
    server.faults.set(BIG, { kind: 'alter', at: 5 * MiB, times: 1 });
    expect(await fetchModel()).toMatchObject({ value: undefined });
    expect(rangesOf(BIG)).toEqual([null, null]);
  });

  test.each([
    ['changed', { kind: 'alter', at: 5 * MiB }],
    ['cut off', { kind: 'short', bytes: 7 * MiB }],
    ['empty', { kind: 'short', bytes: 0 }],
  ] as const)('a file that is %s on the server is refused by name and not kept', async (_, fault) => {
    server.faults.set(BIG, fault);
    expect(await fetchModel()).toMatchObject({
      error: { code: 'model-corrupt', details: { file: 'onnx/weights.bin' } },
    });
    expect(rangesOf(BIG)).toHaveLength(2);
    expect(await state()).toEqual({ status: 'partial', bytes: small.byteLength });
    expect(await open()).toMatchObject({ error: { code: 'not-found' } });
  });

  test('a file longer than its manifest says is refused without reading it to the end', async () => {
    server.files.set(BIG, new Uint8Array(big.byteLength + 1));
    expect(await fetchModel()).toMatchObject({ error: { code: 'model-corrupt' } });
  });

  test('a file that the server does not have makes the model unavailable', async () => {
    server.faults.set(BIG, { kind: 'status', status: 404 });
    const details = { file: 'onnx/weights.bin', status: 404 };
    expect(await fetchModel()).toMatchObject({ error: { code: 'model-unavailable', retryable: false, details } });
    server.faults.set(BIG, { kind: 'status', status: 503 });
    expect(await fetchModel()).toMatchObject({ error: { code: 'model-unavailable', retryable: true } });
  });

  test('says that it needs the network when there is none', async () => {
    await page.context().setOffline(true);
    expect(await fetchModel()).toMatchObject({ error: { code: 'offline', retryable: true } });
  });

  test('a full disk is said, and the last room is left to the user', async () => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin, quotaSize: 6 * MiB });
    expect(await fetchModel()).toMatchObject({ error: { code: 'storage-full' } });
    expect(await state()).toEqual({ status: 'partial', bytes: small.byteLength });
  });

  test('a file that was damaged in the cache is found, removed and fetched again', async () => {
    await fetchModel();
    await models.evaluate((it) => it.damage('weights.bin'));
    const verified = await models.evaluate((it, model) => it.verify(model), MODEL);
    expect(verified).toEqual({ status: 'corrupt', paths: ['onnx/weights.bin'] });
    expect(await fetchModel()).toMatchObject({ value: undefined });
    await models.evaluate((it) => it.damage('weights.bin'));
    expect(await open()).toMatchObject({ error: { code: 'model-corrupt' } });
    expect(await state()).toMatchObject({ status: 'partial' });
  });

  test('a new version of a file replaces the old one', async () => {
    await fetchModel();
    const newer = big.toReversed();
    server.files.set(BIG, newer);
    const updated = { ...MODEL, files: [entry('config.json', small), entry('onnx/weights.bin', newer)] };
    expect(await models.evaluate((it, model) => it.state(model), updated)).toMatchObject({ status: 'partial' });
    expect(await models.evaluate((it, model) => it.fetch(model), updated)).toMatchObject({ value: undefined });
    expect(await state()).toMatchObject({ status: 'partial' });
  });

  test('files that are wanted on another device stay; those that nothing wants go', async () => {
    await fetchModel();
    const part = { ...MODEL, files: [entry('config.json', small)] };
    await models.evaluate((it, model) => it.fetch(model), { ...part, keeps: MODEL.files });
    expect(await state()).toEqual({ status: 'ready' });
    await models.evaluate((it, model) => it.fetch(model), part);
    expect(await state()).toEqual({ status: 'partial', bytes: small.byteLength });
  });

  test('a removed model leaves nothing behind', async () => {
    await fetchModel();
    await models.evaluate((it, model) => it.remove(model), MODEL);
    expect(await state()).toEqual({ status: 'absent' });
  });

  test('another origin is refused before anything is asked of it', async () => {
    expect(await models.evaluate((it) => it.createStoreAt('https://example.org/models/'))).toHaveProperty('error');
  });
});

describe('the starter chat model, under the security policy and in a sub-path', () => {
  const PASSAGES = [
    'The harbour of Bergen was rebuilt after the fire of 1702, with wider lanes between the wooden houses.',
    'Bread dough rises faster in a warm kitchen, because yeast works best near thirty degrees.',
    'A sailing boat can point no closer to the wind than about forty degrees.',
  ];
  const question = 'At which temperature does yeast work best?';
  const ask = (content: string, maxTokens: number) => ({
    messages: [{ role: 'user' as const, content }],
    maxTokens,
    repetitionPenalty: 1.1,
  });

  beforeAll(async () => {
    server.faults.clear();
    server.requests.length = 0;
    await openPage();
  });

  test('loads with progress', async () => {
    const loaded = await models.evaluate((it) => it.load());
    expect(loaded).toMatchObject({ value: { id: SMOLLM2.id, contextTokens: 8192, device: 'wasm' } });
    expect(loaded.progress.at(-1)).toBe(sizeOfModel(SMOLLM2));
  }, 60_000);

  test('counts tokens', async () => {
    const counted = await models.evaluate((it) => it.countTokens(['', 'Passage', 'two words']));
    expect(counted).toMatchObject({ value: [0, 2, 2] });
  });

  test('finds the question most likely after the passage that answers it, each judgement streamed', async () => {
    const request = { question, passages: PASSAGES, budgetMs: 60_000 };
    const judged = await models.evaluate((it, input) => it.judge(input), request);
    if (!('value' in judged)) throw new Error(judged.error.message);
    const best = judged.value.judgements.toSorted((a, b) => b.logProbability - a.logProbability)[0];
    expect(best?.index).toBe(1);
    expect(judged.streamed).toEqual(judged.value.judgements);
    expect(judged.value.cutShort).toBe(false);
  });

  test('judges what its budget allows and says that it was cut short', async () => {
    const request = {
      question,
      passages: Array.from({ length: 200 }, (_, at) => `${at} ${PASSAGES[1]}`),
      budgetMs: 800,
    };
    const judged = await models.evaluate((it, input) => it.judge(input), request);
    if (!('value' in judged)) throw new Error(judged.error.message);
    expect(judged.value.cutShort).toBe(true);
    expect(judged.value.judgements.length).toBeGreaterThan(0);
    expect(judged.value.elapsedMs).toBeLessThan(2_000);
  });

  test('nothing to judge is judged at once', async () => {
    const judged = await models.evaluate((it) => it.judge({ question: 'Why?', passages: [], budgetMs: 10 }));
    expect(judged).toMatchObject({ value: { judgements: [], cutShort: false } });
  });

  test('streams what it writes, and the same again for the same prompt', async () => {
    const request = ask('What is the capital of France?', 24);
    const first = await models.evaluate((it, input) => it.generate(input), request);
    if (!('value' in first)) throw new Error(first.error.message);
    expect(first.value.text.length).toBeGreaterThan(20);
    expect(first.streamed.join('')).toBe(first.value.text);
    expect(first.value.prompt).toContain('<|im_start|>user\nWhat is the capital of France?<|im_end|>');
    expect(first.value.outputTokens).toBeLessThanOrEqual(24);
    const second = await models.evaluate((it, input) => it.generate(input), request);
    expect(second).toMatchObject({ value: { text: first.value.text } });
  });

  test('what it writes as a list is checked entry by entry, and is a list of the same entries', async () => {
    const tools = ['The hammer has a red handle.', 'The saw has a blue handle.', 'The plane has a green handle.'];
    const said = `The shed at the quay holds four tools. ${tools.join(' ')} The chisel has a white handle.`;
    const request = ask(`${said}\n\nList the four tools and their handles as a bulleted list.`, 64);
    const written = await models.evaluate((it, input) => it.generate(input), request);
    if (!('value' in written)) throw new Error(written.error.message);
    const lines = Array.from(written.value.text.matchAll(/^(?:\d+\.|[-*]) (.+)$/gm), ([, line]) => line);
    expect(lines.length, written.value.text).toBeGreaterThanOrEqual(3);
    const span = { start: 0, end: said.length };
    const passage = {
      number: 1,
      itemId: 'shed',
      title: 'Shed',
      heading: '',
      span,
      text: said,
      language: 'en',
      score: 1,
    };
    const checked = checkProse(written.value.text, 'en', readEvidence([passage]));
    const listed = (sentences: typeof checked) =>
      proseBlocks(sentences).flatMap((block) =>
        block.type === 'list' ? block.entries.map((entry) => entry.sentences.map(({ text }) => text).join(' ')) : [],
      );
    expect(listed(checked)).toEqual(lines);
    // Entries that the check leaves out close up; the others stay what they are.
    const supported = checked.filter(({ support }) => support === 'supported');
    expect(supported.length, JSON.stringify(checked)).toBeGreaterThan(0);
    expect(listed(supported)).toEqual(lines.filter((line) => supported.some(({ text }) => text === line)));
  }, 60_000);

  test('stops between two tokens and goes on with the next call in the same worker', async () => {
    const before = await models.evaluate((it) => it.workersStarted());
    const stopped = await models.evaluate((it, input) => it.generate(input, 3), ask('Tell me a long story.', 400));
    expect(stopped).toMatchObject({ error: { code: 'cancelled' } });
    expect(stopped.stopMs).toBeLessThan(1_000);
    expect(await models.evaluate((it) => it.countTokens(['one']))).toMatchObject({ value: [1] });
    expect(await models.evaluate((it) => it.workersStarted())).toBe(before);
  });

  test('a prompt of several pieces is read as one', async () => {
    const facts = Array.from({ length: 40 }, (_, at) => `Box ${at} holds ${at} apples.`).join(' ');
    const request = ask(`${facts} Repeat exactly: the cat sat on the mat.`, 12);
    const written = await models.evaluate((it, input) => it.generate(input), { ...request, repetitionPenalty: 1 });
    if (!('value' in written)) throw new Error(written.error.message);
    expect(written.value.inputTokens).toBeGreaterThan(320);
    expect(written.value.text.toLowerCase()).toMatch(/cat|box|apples/);
  });

  test('a prompt that does not fit is refused with the numbers', async () => {
    const refused = await models.evaluate((it, input) => it.generate(input), ask('word '.repeat(9_000), 10));
    expect(refused).toMatchObject({ error: { code: 'too-large', details: { contextTokens: 8192 } } });
  });

  test('chat goes before background', async () => {
    const request = { question, passages: PASSAGES.slice(0, 1), budgetMs: 10_000 };
    expect(await models.evaluate((it, input) => it.order(input), request)).toEqual(['first', 'chat', 'background']);
  });

  test('a worker that crashed is replaced, and a weight that changed in the cache meanwhile is fetched again', async () => {
    const before = await models.evaluate((it) => it.workersStarted());
    await models.evaluate((it) => it.endWorker());
    await models.evaluate((it) => it.damage('onnx/model_quantized.onnx_data_1'));
    server.requests.length = 0;
    expect(await models.evaluate((it) => it.countTokens(['one']))).toMatchObject({ value: [1] });
    expect(await models.evaluate((it) => it.workersStarted())).toBe(before + 2);
    const asked = server.requests.filter(({ path }) => path.startsWith('models/')).map(({ path }) => path);
    expect(asked).toEqual([`models/${SMOLLM2.id}/onnx/model_quantized.onnx_data_1`]);
  }, 60_000);

  test('a worker that cannot start is tried three times and then said to be unavailable', async () => {
    const before = await models.evaluate((it) => it.workersStarted());
    expect(await models.evaluate((it) => it.loadBroken())).toMatchObject({ error: { code: 'model-unavailable' } });
    expect(await models.evaluate((it) => it.workersStarted())).toBe(before + 3);
    expect(await models.evaluate((it) => it.countTokensBroken())).toMatchObject({
      error: { code: 'model-unavailable', retryable: false },
    });
    expect(await models.evaluate((it) => it.workersStarted())).toBe(before + 3);
  });

  test('a worker that says nothing is taken for dead', async () => {
    server.files.set('silent.js', new TextEncoder().encode('self.onmessage = () => {};'));
    const before = await models.evaluate((it) => it.workersStarted());
    expect(await models.evaluate((it) => it.loadSilent())).toMatchObject({ error: { code: 'model-unavailable' } });
    expect(await models.evaluate((it) => it.workersStarted())).toBe(before + 3);
  });

  test('a worker that does not hear a stop is ended, and the call is over', async () => {
    const startMs = performance.now();
    expect(await models.evaluate((it) => it.loadSilent(50))).toMatchObject({ error: { code: 'cancelled' } });
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });

  test('starts from the cache without asking for a model file, and an idle worker is ended', async () => {
    await models.evaluate((it) => it.unload());
    const before = await models.evaluate((it) => it.workersEnded());
    server.requests.length = 0;
    expect(await models.evaluate((it) => it.countTokensIdle(['one']))).toMatchObject({ value: [1] });
    expect(server.requests.filter(({ path }) => path.startsWith('models/'))).toEqual([]);
    await expect.poll(() => models.evaluate((it) => it.workersEnded())).toBe(before + 1);
  }, 60_000);

  test('nothing broke the security policy', async () => {
    expect(await models.evaluate((it) => it.violations())).toEqual([]);
  });
});
