import { expect, test } from 'vitest';
import { chooseDevice } from './choose-device.ts';

const real = { requestAdapter: async () => ({ info: { isFallbackAdapter: false } }) };
const simulated = { requestAdapter: async () => ({ info: { isFallbackAdapter: true } }) };
const simulatedOld = { requestAdapter: async () => ({ isFallbackAdapter: true }) };
const none = { requestAdapter: async () => null };
const broken = { requestAdapter: () => Promise.reject(new Error('driver')) };

test.each([
  ['a real graphics processor is taken', real, 'auto', 'webgpu', null],
  ['a simulated one is slower than WASM, and is said to be', simulated, 'auto', 'wasm', /simulates/],
  ['also where the browser says so in the old way', simulatedOld, 'auto', 'wasm', /simulates/],
  ['a simulated one is taken where it was asked for', simulated, 'webgpu', 'webgpu', null],
  ['without any it is WASM', none, 'auto', 'wasm', null],
  ['what was asked for and is not there is said', none, 'webgpu', 'wasm', /no graphics processor/],
  ['a driver that fails is as good as none', broken, 'auto', 'wasm', null],
  ['a browser that knows nothing of it has WASM', undefined, 'auto', 'wasm', null],
  ['WASM that was asked for is taken', real, 'wasm', 'wasm', null],
] as const)('%s', async (_, gpu, preference, device, note) => {
  const choice = await chooseDevice(gpu, preference);
  expect(choice.device).toBe(device);
  if (note === null) expect(choice.note).toBeNull();
  else expect(choice.note).toMatch(note);
});
