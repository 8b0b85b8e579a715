import { expect, it } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { AppError, CancelledError } from '../../core/errors.ts';
import type { EmbeddingHost, EmbeddingModel } from '../../core/llm/embedding-model.ts';
import { normalized } from '../../core/search/quantize.ts';
import { DIMENSIONS } from '../../core/search/vectors.ts';

const house = testHouse();

/** Words of one group mean the same; what is in no group means nothing. */
const GROUPS = [
  ['boat', 'ship', 'vessel'],
  ['tea', 'brew', 'infusion'],
  ['dentist', 'tooth'],
];

function meaningOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS).fill(0.001);
  const words = text.toLowerCase().split(/\W+/);
  for (const [at, group] of GROUPS.entries()) vector[at] = words.filter((word) => group.includes(word)).length;
  return normalized(vector);
}

function createModel(id = 'groups', host?: EmbeddingHost) {
  const embedded: string[] = [];
  let broken = false;
  const model: EmbeddingModel = {
    id,
    async embed(texts) {
      if (broken) throw new AppError('model-unavailable', 'It cannot run here.');
      embedded.push(...texts);
      return texts.map(meaningOf);
    },
    isLoaded: () => true,
    forgive: () => {
      broken = false;
    },
    unload: () => undefined,
    ...(host && { host }),
  };
  const breakDown = () => {
    broken = true;
  };
  return { ...model, embedded, breakDown };
}

const FILES = ['boat', 'brew', 'dentist'].map((word) => ({
  path: `${word}.md`,
  content: `# About the ${word}\n\nAll that is to be said of a ${word}.\n`,
}));

const stateOf = async (kernel: TestKernel) => (await kernel.query('status', {})).embedding;

const found = async (kernel: TestKernel, query: string, mode: 'text' | 'vector' | 'fused' = 'fused') => {
  const { items, notes } = await kernel.query('search', { query, mode });
  return { titles: items.map(({ item }) => item.title), notes };
};

it('learns what is imported, and finds it by meaning', async () => {
  const kernel = await house.open({ embedding: createModel() });
  await kernel.import(FILES);
  expect((await kernel.query('status', {})).embedding).toEqual({
    state: 'idle',
    waiting: 0,
    learned: 3,
    device: null,
    deviceNote: null,
  });
  expect((await found(kernel, 'vessel')).titles).toEqual(['About the boat']);
  expect((await found(kernel, 'vessel', 'text')).titles).toEqual([]);
  expect((await found(kernel, 'tooth', 'vector')).titles[0]).toBe('About the dentist');
  const { items } = await kernel.query('search', { query: 'vessel' });
  expect(items[0]?.hits[0]).toMatchObject({ scores: { text: 0 }, reasons: [{ how: 'meaning' }] });
});

it('goes on where a crash left it, and embeds nothing twice', async () => {
  const first = createModel();
  const kernel = await house.open({ embedding: first });
  await kernel.import(FILES.slice(0, 2));
  kernel.crash();
  const second = createModel();
  const next = await house.open({ embedding: second });
  await next.import(FILES);
  expect(second.embedded.filter((text) => text.includes('boat'))).toEqual([]);
  expect(second.embedded).toHaveLength(1);
  expect((await found(next, 'ship')).titles).toEqual(['About the boat']);
});

it('opens the vectors that were kept', async () => {
  const kernel = await house.open({ embedding: createModel() });
  await kernel.import(FILES);
  await kernel.close();
  expect(await house.files.list()).toContain('vectors-manifest.json');
  const next = await house.open({ embedding: createModel() });
  await next.idle();
  expect(next.kernel.context.indexer.index.vectors.count).toBe(3);
  expect((await found(next, 'infusion')).titles).toEqual(['About the brew']);
});

it('learns all anew for another model, while words are searched', async () => {
  const kernel = await house.open({ embedding: createModel() });
  await kernel.import(FILES);
  await kernel.close();
  const other = createModel('other');
  const next = await house.open({ embedding: other });
  await next.call('settled', null);
  expect(await found(next, 'boat')).toEqual({ titles: ['About the boat'], notes: ['text-only'] });
  next.kernel.context.embedder?.retry();
  await next.idle();
  expect(other.embedded.length).toBeGreaterThanOrEqual(3);
  expect((await found(next, 'vessel')).titles).toEqual(['About the boat']);
});

it('learns nothing while it is switched off, and says so', async () => {
  const model = createModel();
  const kernel = await house.open({ embedding: model });
  await kernel.command('set-setting', { key: 'search.vectors', value: false });
  await kernel.import(FILES);
  expect((await kernel.query('status', {})).embedding).toMatchObject({ state: 'off', waiting: 3, learned: 0 });
  expect(await found(kernel, 'boat')).toEqual({ titles: ['About the boat'], notes: [] });
  expect(model.embedded).toEqual([]);
  await kernel.command('set-setting', { key: 'search.vectors', value: true });
  await kernel.idle();
  expect(model.embedded).toHaveLength(3);
});

it('says plainly that it cannot run, keeps searching by words, and tries again when asked', async () => {
  const model = createModel();
  const kernel = await house.open({ embedding: model });
  model.breakDown();
  await kernel.import(FILES);
  const { embedding } = await kernel.query('status', {});
  expect(embedding).toMatchObject({ state: 'degraded', waiting: 3, reason: 'It cannot run here.' });
  expect(await found(kernel, 'boat')).toEqual({ titles: ['About the boat'], notes: ['text-only'] });
  kernel.kernel.context.embedder?.retry();
  await kernel.idle();
  expect((await kernel.query('status', {})).embedding.waiting).toBe(0);
});

it('waits while somebody waits for an answer', async () => {
  const model = createModel();
  const kernel = await house.open({ embedding: model });
  const { quiet } = kernel.kernel.context;
  const answer = Promise.withResolvers<void>();
  const answering = quiet.during(() => answer.promise);
  const runId = await kernel.startImport(FILES);
  await kernel.stage(runId, FILES);
  await kernel.call('staged', { runId });
  await kernel.kernel.context.runs.idle();
  await kernel.call('settled', null);
  await expect.poll(() => stateOf(kernel)).toMatchObject({ state: 'paused', why: 'answering' });
  expect(model.embedded).toEqual([]);
  answer.resolve();
  await answering;
  await kernel.idle();
  expect(model.embedded).toHaveLength(3);
});

it('pauses on a battery that is to be spared, says so, and goes on when it is charged', async () => {
  const model = createModel();
  const kernel = await house.open({ embedding: model });
  await kernel.call('tell-power', { charging: false, level: 0.1 });
  await kernel.import(FILES);
  expect(await stateOf(kernel)).toMatchObject({ state: 'paused', why: 'battery', waiting: 3 });
  expect(model.embedded).toEqual([]);
  await kernel.call('tell-power', { charging: true, level: 0.1 });
  await kernel.idle();
  expect(await stateOf(kernel)).toMatchObject({ state: 'idle', learned: 3 });
});

it('spares the battery only as the setting says', async () => {
  const model = createModel();
  const kernel = await house.open({ embedding: model });
  await kernel.call('tell-power', { charging: false, level: 0.9 });
  await kernel.command('set-setting', { key: 'background.onBattery', value: 'only-charging' });
  await expect.poll(() => kernel.kernel.context.quiet.why).toBe('battery');
  await kernel.import(FILES);
  expect(model.embedded).toEqual([]);
  await kernel.command('set-setting', { key: 'background.onBattery', value: 'always' });
  await expect.poll(() => kernel.kernel.context.quiet.why).toBeNull();
  await kernel.idle();
  expect(model.embedded).toHaveLength(3);
});

it('refuses a battery that is none', async () => {
  const kernel = await house.open({ embedding: createModel() });
  await expect(kernel.call('tell-power', { charging: true, level: 2 })).rejects.toMatchObject({ code: 'bad-input' });
});

it('learns no more while it is asked to pause, and still searches what is learned', async () => {
  const model = createModel();
  const kernel = await house.open({ embedding: model });
  await kernel.import(FILES.slice(0, 1));
  await kernel.command('set-setting', { key: 'search.learning', value: false });
  await kernel.import(FILES);
  expect(await stateOf(kernel)).toMatchObject({ state: 'paused', why: 'asked', waiting: 2, learned: 1 });
  expect((await found(kernel, 'vessel')).titles).toEqual(['About the boat']);
  await kernel.command('set-setting', { key: 'search.learning', value: true });
  await kernel.idle();
  expect(await stateOf(kernel)).toMatchObject({ state: 'idle', learned: 3 });
});

it('learns all again when it is asked to', async () => {
  const model = createModel();
  const kernel = await house.open({ embedding: model });
  await kernel.import(FILES);
  const passages = [...model.embedded];
  await kernel.call('learn-again', null);
  expect((await found(kernel, 'vessel')).titles).toEqual(['About the boat']);
  await kernel.idle();
  expect(model.embedded.filter((text) => passages.includes(text))).toHaveLength(6);
  expect(await stateOf(kernel)).toMatchObject({ state: 'idle', waiting: 0, learned: 3 });
});

/** Files of a model that are not here before they are fetched. */
function createHost(fetched: (signal: AbortSignal) => Promise<void> = async () => undefined) {
  let here = false;
  const preferred: string[] = [];
  const host: EmbeddingHost = {
    device: 'wasm',
    note: null,
    prefer: (choice) => void preferred.push(choice),
    isHere: async () => here,
    async fetch({ onProgress, signal }) {
      onProgress?.({ done: 10, total: 40 });
      await fetched(signal as AbortSignal);
      here = true;
    },
  };
  return { host, preferred };
}

it('does not fetch the model where the browser saves data, until it is told to', async () => {
  const { host } = createHost();
  const model = createModel('groups', host);
  const kernel = await house.open({ embedding: model, savesData: () => true });
  await kernel.import(FILES);
  expect(await stateOf(kernel)).toMatchObject({ state: 'paused', why: 'data-saver', waiting: 3, device: 'wasm' });
  expect(await found(kernel, 'boat')).toEqual({ titles: ['About the boat'], notes: ['text-only'] });
  expect(model.embedded).toEqual([]);
  await kernel.call('fetch-embedding', null);
  await kernel.idle();
  expect(await stateOf(kernel)).toMatchObject({ state: 'idle', learned: 3 });
});

it('says how far the model is fetched, and a pause ends the fetching', async () => {
  const { host, preferred } = createHost(
    (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new CancelledError()))),
  );
  const kernel = await house.open({ embedding: createModel('groups', host) });
  await kernel.command('set-setting', { key: 'search.device', value: 'wasm' });
  const runId = await kernel.startImport(FILES);
  await kernel.stage(runId, FILES);
  await kernel.call('staged', { runId });
  await expect.poll(() => stateOf(kernel)).toMatchObject({ state: 'fetching', doneBytes: 10, totalBytes: 40 });
  await kernel.command('set-setting', { key: 'search.learning', value: false });
  await expect.poll(() => stateOf(kernel)).toMatchObject({ state: 'paused', why: 'asked' });
  expect(preferred).toContain('wasm');
});

it('learns anew what has another title, and finds it by what it had learned until then', async () => {
  const model = createModel();
  const kernel = await house.open({ embedding: model });
  await kernel.import(FILES);
  const { items } = await kernel.query('items', {});
  const boat = items.find(({ title }) => title === 'About the boat');
  await kernel.command('rename-item', { itemId: boat?.id ?? '', title: 'Notes on tea' });
  await kernel.call('settled', null);
  expect((await found(kernel, 'vessel')).titles).toEqual(['Notes on tea']);
  await kernel.idle();
  expect(model.embedded.filter((text) => text.startsWith('Notes on tea\n'))).toHaveLength(1);
  expect(model.embedded.filter((text) => text.includes('dentist'))).toHaveLength(1);
  expect((await found(kernel, 'infusion')).titles).toContain('Notes on tea');
  expect(await stateOf(kernel)).toMatchObject({ state: 'idle', waiting: 0, learned: 3 });
});

it('asks for the vector of a query on the device that is set, also before it learns', async () => {
  const first = await house.open({ embedding: createModel() });
  await first.import(FILES);
  await first.command('set-setting', { key: 'search.device', value: 'wasm' });
  await first.close();
  const { host, preferred } = createHost();
  const next = await house.open({ embedding: createModel('groups', host) });
  expect((await found(next, 'vessel')).titles).toEqual(['About the boat']);
  expect(preferred).toEqual(['wasm']);
});
