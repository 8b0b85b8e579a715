import type { Plugin } from 'vite';

/**
 * The ONNX runtime without WebGPU: 14.3 MB of WASM instead of 26.9 MB (the model files are int8, which WebGPU cannot
 * run). Its loader is in the bundle and the WASM becomes a hashed asset beside it, so nothing is fetched from elsewhere
 * and no script address is made at run time. Also wanted in `worker.plugins`.
 */
export function ortPlain(): Plugin {
  return {
    name: 'hearth:ort-plain',
    config: () => ({
      resolve: { alias: [{ find: /^onnxruntime-web\/webgpu$/, replacement: 'onnxruntime-web/wasm' }] },
      // In development it must stay where it is: it looks for its WASM beside itself.
      optimizeDeps: { exclude: ['@huggingface/transformers', 'onnxruntime-web'] },
    }),
  };
}
