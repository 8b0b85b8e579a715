import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MINILM_WASM, MINILM_WEBGPU, ORT_WEBGPU, STARTER_MODELS, sizeOfModel } from './starter-models.ts';

const MODELS = fileURLToPath(new URL('../../../public/models/', import.meta.url));

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

for (const model of STARTER_MODELS) {
  test(`the manifest of ${model.name} names the files that are served, with their sizes and checksums`, () => {
    const folder = join(MODELS, model.id);
    expect(model.files.map((file) => file.path).sort()).toEqual(filesBelow(folder));
    for (const file of model.files) {
      const bytes = readFileSync(join(folder, file.path));
      expect({ path: file.path, size: bytes.byteLength }).toEqual({ path: file.path, size: file.sizeBytes });
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    }
  });

  test(`no file of ${model.name} is over 48 MB`, () => {
    for (const file of model.files) expect(statSync(join(MODELS, model.id, file.path)).size).toBeLessThan(48_000_000);
    expect(sizeOfModel(model)).toBe(model.files.reduce((sum, file) => sum + file.sizeBytes, 0));
  });
}

test('the runtime with WebGPU that is served is the one of the library that is installed', () => {
  const file = '../../../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm';
  const bytes = readFileSync(new URL(file, import.meta.url));
  expect({ size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }).toEqual({
    size: ORT_WEBGPU.sizeBytes,
    sha256: ORT_WEBGPU.sha256,
  });
});

test('WASM fetches nothing of the graphics processor, and neither loses what the other needs', () => {
  const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
  expect(paths(MINILM_WASM.files)).not.toContain('onnx/model_webgpu.onnx');
  expect(paths(MINILM_WASM.files)).not.toContain(ORT_WEBGPU.path);
  expect(paths(MINILM_WEBGPU.files)).not.toContain('onnx/model_quantized.onnx');
  for (const { keeps = [] } of [MINILM_WASM, MINILM_WEBGPU]) {
    expect(paths(keeps)).toEqual(expect.arrayContaining(paths([...MINILM_WASM.files, ...MINILM_WEBGPU.files])));
  }
});
