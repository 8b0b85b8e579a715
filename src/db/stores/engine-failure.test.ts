import { expect, test } from 'vitest';
import { engineFailure } from './engine-failure.ts';

test.each([
  [new RangeError('WebAssembly.Memory(): could not allocate memory'), /memory/],
  [new RangeError('WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance'), /memory/],
  [new WebAssembly.RuntimeError('Aborted(OOM)'), /memory/],
  [new WebAssembly.CompileError('invalid opcode'), /cannot be started/],
])('an engine that does not start is no damage: %s', (thrown, said) => {
  expect(engineFailure(thrown)).toMatchObject({ code: 'unsupported', message: expect.stringMatching(said) });
});

test.each([
  new RangeError('offset is out of bounds'),
  new WebAssembly.RuntimeError('unreachable'),
  new Error('invalid memory alloc request size 4294967293'),
  'PANIC',
])('what damaged data does to an engine is left to be called damage: %s', (thrown) => {
  expect(engineFailure(thrown)).toBeNull();
});
