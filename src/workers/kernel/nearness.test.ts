import { expect, test } from 'vitest';
import { noModel, type TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { AppError, CancelledError } from '../../core/errors.ts';
import type { EmbeddingModel } from '../../core/llm/embedding-model.ts';
import type { LanguageModel } from '../../core/llm/language-model.ts';
import { normalized } from '../../core/search/quantize.ts';
import { DIMENSIONS } from '../../core/search/vectors.ts';

const house = testHouse();

const NOTES = [
  { path: 'Walk.md', content: '# Walk\n\nEmeka lost his hat at the summit. Tom bought cheese in Hawes.' },
  { path: 'Pond.md', content: '# Pond\n\nThe pond is 90 centimetres deep.' },
];
const WRITTEN = 'Emeka lost his hat at the top. Tom lost his boat at the top.';

/** Writes the same whatever it is asked. */
const writer: LanguageModel = {
  ...noModel,
  load: async () => ({ id: 'writer', name: 'Writer', contextTokens: 512, device: 'wasm', loadMs: 0 }),
  judge: async () => ({ judgements: [], inputTokens: 0, elapsedMs: 0, cutShort: false }),
  generate: async () => ({
    text: WRITTEN,
    prompt: '',
    inputTokens: 0,
    outputTokens: 0,
    prefillMs: 0,
    decodeMs: 0,
    finish: 'stop',
  }),
};

const SAME: Readonly<Record<string, string>> = { top: 'summit' };

/** One dimension for each word; words that mean the same share one. */
function createMeaning() {
  const dimensions = new Map<string, number>();
  const embedded: string[] = [];
  const state = { loaded: true, failing: false, hanging: false, began: Promise.withResolvers<void>() };
  const vectorOf = (text: string): Float32Array => {
    const vector = new Float32Array(DIMENSIONS).fill(1e-4);
    for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
      const key = SAME[word] ?? word;
      dimensions.set(key, dimensions.get(key) ?? dimensions.size);
      vector[dimensions.get(key) ?? 0] = 1;
    }
    return normalized(vector);
  };
  const model: EmbeddingModel = {
    id: 'words',
    isLoaded: () => state.loaded,
    forgive: () => undefined,
    unload: () => undefined,
    async embed(texts, options = {}) {
      if (state.failing) throw new AppError('model-unavailable', 'It cannot run here.');
      embedded.push(...texts);
      if (!state.hanging || !texts.includes('Emeka lost his hat at the top.')) return texts.map(vectorOf);
      state.began.resolve();
      return new Promise((_resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(new CancelledError()));
      });
    },
  };
  return { model, embedded, state };
}

async function ask(kernel: TestKernel) {
  const [conversationId, messageId, answerId, runId] = [1, 2, 3, 4].map(() => house.ids.next()) as [
    string,
    string,
    string,
    string,
  ];
  const text = 'Where did Emeka lose his hat?';
  await kernel.command('send-message', { conversationId, messageId, answerId, runId, parentId: null, text });
  return { answerId, runId };
}

async function proseOf(kernel: TestKernel): Promise<readonly string[]> {
  const { answerId } = await ask(kernel);
  await kernel.kernel.context.runs.idle();
  const turn = await kernel.query('turn', { answerId });
  expect(turn?.status).toBe('done');
  return turn?.answer?.prose.map(({ text }) => text) ?? [];
}

async function openFilled(meaning: EmbeddingModel | undefined): Promise<TestKernel> {
  const kernel = await house.open({ language: writer, embedding: meaning });
  await kernel.import(NOTES);
  kernel.kernel.context.session.set('session:model', kernel.kernel.context.models.manifest.id, { state: 'ready' });
  return kernel;
}

test('a sentence that words cannot settle is shown where its meaning is near, and cites what it rests on', async () => {
  const { model, embedded } = createMeaning();
  const kernel = await openFilled(model);
  expect(await proseOf(kernel)).toEqual(['Emeka lost his hat at the top.']);
  expect(embedded).toContain('Emeka lost his hat at the summit.');
  expect(embedded).not.toContain('Tom lost his boat at the top.');
});

test('without a model for meaning, or one that is not loaded, switched off or broken, it is hidden', async () => {
  const without = await openFilled(undefined);
  expect(await proseOf(without)).toEqual([]);
  await without.close();
  const { model, state } = createMeaning();
  const kernel = await openFilled(model);
  state.loaded = false;
  expect(await proseOf(kernel)).toEqual([]);
  state.loaded = true;
  await kernel.command('set-setting', { key: 'search.vectors', value: false });
  expect(await proseOf(kernel)).toEqual([]);
  await kernel.command('set-setting', { key: 'search.vectors', value: true });
  await kernel.idle();
  state.failing = true;
  expect(await proseOf(kernel)).toEqual([]);
});

test('an answer that is stopped while meanings are compared is stopped', async () => {
  const { model, state } = createMeaning();
  const kernel = await openFilled(model);
  state.hanging = true;
  const { answerId, runId } = await ask(kernel);
  await state.began.promise;
  await kernel.command('stop-run', { runId });
  await kernel.kernel.context.runs.idle();
  const turn = await kernel.query('turn', { answerId });
  expect(turn?.status).toBe('stopped');
  expect(turn?.answer?.quotes[0]?.text).toContain('Emeka lost his hat');
  expect((await kernel.query('status', {})).embedding.state).toBe('idle');
});
