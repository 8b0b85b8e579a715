import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { MINILM, ORT_WEBGPU } from '../src/core/llm/starter-models.ts';

/** The module `virtual:ort-webgpu`. */
const WEBGPU = 'virtual:ort-webgpu';
const RUNTIME = new URL('../node_modules/onnxruntime-web/dist/', import.meta.url);
const SCRIPT = fileURLToPath(new URL('ort.webgpu.bundle.min.mjs', RUNTIME));
const WASM = fileURLToPath(new URL('ort-wasm-simd-threaded.asyncify.wasm', RUNTIME));
const SERVED_AT = `models/${MINILM.id}/${ORT_WEBGPU.path}`;

/**
 * The ONNX runtimes. transformers.js gets the one without WebGPU, 14.3 MB of WASM instead of 26.9 MB: its loader is in the
 * bundle and the WASM becomes a hashed asset beside it, so nothing is fetched from elsewhere and no script address is made
 * at run time. The other one is the module `virtual:ort-webgpu`: a script alone, without its WASM, which is served among the
 * files of the model that needs it, so that it is fetched, checked and kept as they are. Also wanted in `worker.plugins`.
 */
export function ortRuntimes(): Plugin {
  let isUsed = false;
  return {
    name: 'hearth:ort-runtimes',
    enforce: 'pre',
    config: () => ({
      resolve: { alias: [{ find: /^onnxruntime-web\/webgpu$/, replacement: 'onnxruntime-web/wasm' }] },
      // In development it must stay where it is: it looks for its WASM beside itself.
      optimizeDeps: { exclude: ['@huggingface/transformers', 'onnxruntime-web'] },
    }),
    resolveId: (id) => (id === WEBGPU ? SCRIPT : null),
    transform(code, id) {
      if (id.split('?')[0] !== SCRIPT) return null;
      isUsed = true;
      // Else the build would take it for an asset of the shell, which everybody fetches.
      return {
        code: code.replaceAll(/new URL\("ort-wasm[\w.-]+\.wasm",import\.meta\.url\)/g, 'new URL("about:blank")'),
        map: null,
      };
    },
    generateBundle() {
      if (isUsed) this.emitFile({ type: 'asset', fileName: SERVED_AT, source: readFileSync(WASM) });
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${SERVED_AT}`, (_, response) => void response.end(readFileSync(WASM)));
    },
  };
}
