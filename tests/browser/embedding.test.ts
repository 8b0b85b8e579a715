import { fileURLToPath } from 'node:url';
import type { Browser, JSHandle, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ortRuntimes } from '../../scripts/vite-ort.ts';
import { MINILM, ORT_WEBGPU } from '../../src/core/llm/starter-models.ts';
import { launchBrowser } from './harness/browser.ts';
import { buildPage } from './harness/build-page.ts';
import { serve, type TestServer } from './harness/serve.ts';
import type { ModelsPage } from './pages/models/main.ts';

/** The embedding model under the security policy and in a sub-path: without a graphics processor, and with a simulated one. */

const PUBLIC = fileURLToPath(new URL('../../public/', import.meta.url));
const RUNTIME = `models/${MINILM.id}/${ORT_WEBGPU.path}`;
const TEXTS = [
  'The ship sank near the harbour.',
  'A boat went down outside the port.',
  'Tea is drunk in the afternoon.',
];

let server: TestServer;
let browser: Browser;
let page: Page;
let models: JSHandle<ModelsPage>;

beforeAll(async () => {
  const built = await buildPage({ page: 'tests/browser/pages/models', plugins: () => [ortRuntimes()] });
  server = await serve({ base: '/deep/er/', folders: [built, PUBLIC] });
}, 120_000);

afterAll(() => server.close());

/** A fresh profile in a browser of its own. */
async function openPage(flags: readonly string[]): Promise<void> {
  server.faults.clear();
  server.requests.length = 0;
  browser = await launchBrowser(flags);
  page = await (await browser.newContext()).newPage();
  await page.goto(server.url);
  models = await page.evaluateHandle(() => window.modelsPage);
}

const embed = async (texts: readonly string[]) => {
  const embedded = await models.evaluate((it, input) => it.embed(input), [...texts]);
  if (!('value' in embedded)) throw new Error(embedded.error.message);
  return embedded.value;
};
const host = () => models.evaluate((it) => it.embeddingHost());
const prefer = (choice: 'auto' | 'wasm' | 'webgpu') => models.evaluate((it, wanted) => it.preferDevice(wanted), choice);
const cosine = (a: readonly number[] = [], b: readonly number[] = []) =>
  a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
const wasAsked = (path: string) => server.requests.some((seen) => seen.path === path);

describe('without a graphics processor', () => {
  beforeAll(() => openPage([]));
  afterAll(() => browser.close());

  test('what means the same is near together, and nothing of WebGPU is fetched', async () => {
    const [ship, boat, tea] = await embed(TEXTS);
    expect(cosine(ship, ship)).toBeCloseTo(1, 4);
    expect(cosine(ship, boat)).toBeGreaterThan(0.6);
    expect(cosine(ship, tea)).toBeLessThan(0.3);
    expect(await host()).toEqual({ device: 'wasm', note: null });
    expect([RUNTIME, `models/${MINILM.id}/onnx/model_webgpu.onnx`].filter(wasAsked)).toEqual([]);
    expect(await models.evaluate((it) => it.violations())).toEqual([]);
  }, 60_000);

  test('goes on in a new worker after a crash', async () => {
    const started = await models.evaluate((it) => it.workersStarted());
    await models.evaluate((it) => it.endWorker());
    await embed(TEXTS);
    expect(await models.evaluate((it) => it.workersStarted())).toBe(started + 1);
  }, 60_000);

  test('one that was asked for and is not there is said', async () => {
    await prefer('webgpu');
    await embed(TEXTS.slice(0, 1));
    expect(await host()).toEqual({ device: 'wasm', note: expect.stringMatching(/no graphics processor/) });
  }, 60_000);
});

describe('with a simulated graphics processor', () => {
  const open = () => openPage(['--enable-unsafe-webgpu']);
  afterEach(() => browser.close());

  test('is on WASM, which is faster, until WebGPU is asked for; then both give the same vectors', async () => {
    await open();
    const onWasm = await embed(TEXTS);
    expect(await host()).toMatchObject({ device: 'wasm', note: expect.stringMatching(/simulates/) });
    await prefer('webgpu');
    const onGpu = await embed(TEXTS);
    expect(await host()).toEqual({ device: 'webgpu', note: null });
    const near = onGpu.map((vector, at) => cosine(vector, onWasm[at]));
    expect(Math.min(...near)).toBeGreaterThan(0.98);
    expect(near.some((value) => value < 0.9999999)).toBe(true);
    expect(wasAsked(RUNTIME)).toBe(true);
    expect(await models.evaluate((it) => it.violations())).toEqual([]);
    server.requests.length = 0;
    await prefer('wasm');
    await embed(TEXTS.slice(0, 1));
    await prefer('webgpu');
    expect(cosine((await embed(TEXTS))[0], onGpu[0])).toBeCloseTo(1, 3);
    expect(server.requests.filter(({ path }) => path.startsWith('models/'))).toEqual([]);
  }, 180_000);

  test('a graphics processor that goes away is left for WASM, and says so', async () => {
    await open();
    await prefer('webgpu');
    const before = await embed(TEXTS);
    expect(await host()).toEqual({ device: 'webgpu', note: null });
    const devtools = await browser.newBrowserCDPSession();
    await devtools.send('Browser.crashGpuProcess').catch(() => undefined); // it has crashed
    const after = await embed(TEXTS);
    expect(cosine(after[0], before[0])).toBeGreaterThan(0.98);
    expect(await host()).toEqual({ device: 'wasm', note: expect.stringMatching(/graphics processor/) });
  }, 180_000);

  test('a server without the runtime leaves WASM', async () => {
    await open();
    server.faults.set(RUNTIME, { kind: 'status', status: 404 });
    await prefer('webgpu');
    await embed(TEXTS.slice(0, 1));
    expect(await host()).toMatchObject({ device: 'wasm', note: expect.stringMatching(/server/) });
  }, 120_000);
});
