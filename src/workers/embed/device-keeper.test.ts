import { expect, it } from 'vitest';
import { AppError } from '../../core/errors.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import type { ModelStore } from '../../core/llm/model-store.ts';
import { MINILM_WASM, MINILM_WEBGPU } from '../../core/llm/starter-models.ts';
import { createDeviceKeeper } from './device-keeper.ts';

const offline = new AppError('offline', 'There is no network.');
const lost = new AppError('model-unavailable', 'The graphics processor went away.');

function open({ here = [] as ModelManifest[], refuses = [] as ModelManifest[], refusal = offline } = {}) {
  const kept = new Set(here);
  let changes = 0;
  let device: 'wasm' | 'webgpu' = 'webgpu';
  const store = {
    state: async (model) => ({ status: kept.has(model) ? 'ready' : 'absent' }),
    fetch: async (model) => {
      if (refuses.includes(model)) throw refusal;
      kept.add(model);
    },
  } as Partial<ModelStore> as ModelStore;
  const keeper = createDeviceKeeper({
    store,
    models: { wasm: MINILM_WASM, webgpu: MINILM_WEBGPU },
    chooseDevice: async (preference) => ({ device: preference === 'auto' ? device : preference, note: null }),
    onChange: () => void changes++,
  });
  return {
    keeper,
    kept,
    changes: () => changes,
    become: (other: typeof device) => {
      device = other;
    },
  };
}

it('fetches what the device needs, and nothing else', async () => {
  const { keeper, kept } = open();
  expect(await keeper.isHere()).toBe(false);
  await keeper.fetch({});
  expect([...kept]).toEqual([MINILM_WEBGPU]);
  expect([await keeper.isHere(), keeper.device, keeper.note]).toEqual([true, 'webgpu', null]);
});

it('a graphics processor that fails is left for WASM, with the reason, until another is preferred', async () => {
  const { keeper, changes } = open();
  await keeper.choose();
  expect(await keeper.fallBack(lost)).toBe(true);
  expect([keeper.device, keeper.note]).toEqual(['wasm', lost.message]);
  expect(await keeper.fallBack(lost)).toBe(false);
  keeper.forgive();
  expect((await keeper.choose()).device).toBe('wasm');
  keeper.prefer('webgpu');
  expect((await keeper.choose()).device).toBe('webgpu');
  expect([keeper.note, changes()]).toEqual([null, 1]);
});

it('a stop is no failure of the device', async () => {
  const { keeper } = open();
  await keeper.choose();
  expect(await keeper.fallBack(new AppError('cancelled', 'Stopped.'))).toBe(false);
  expect(keeper.device).toBe('webgpu');
});

it('what cannot be fetched for the graphics processor is left for what is here, until there is a network', async () => {
  const { keeper } = open({ here: [MINILM_WASM], refuses: [MINILM_WEBGPU] });
  await keeper.fetch({});
  expect([keeper.device, await keeper.isHere()]).toEqual(['wasm', true]);
  keeper.forgive();
  expect((await keeper.choose()).device).toBe('webgpu');
});

it('without a network and without either model it says that there is no network', async () => {
  const { keeper } = open({ refuses: [MINILM_WEBGPU, MINILM_WASM] });
  await expect(keeper.fetch({})).rejects.toMatchObject({ code: 'offline' });
  expect(keeper.device).toBe('webgpu');
});

it('a server that does not have what the graphics processor needs leaves WASM', async () => {
  const refusal = new AppError('model-unavailable', 'A file could not be had.', { details: { status: 404 } });
  const { keeper, kept } = open({ refuses: [MINILM_WEBGPU], refusal });
  await keeper.fetch({});
  expect([keeper.device, [...kept]]).toEqual(['wasm', [MINILM_WASM]]);
});
