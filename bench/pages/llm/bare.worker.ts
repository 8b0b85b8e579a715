import { env, pipeline, TextStreamer } from '@huggingface/transformers';
import * as Comlink from 'comlink';

/** transformers.js as its documentation has it, to measure ours against: text-generation pipeline, same model, same WASM. */

env.allowRemoteModels = false;
env.allowLocalModels = true;
env.useBrowserCache = false;
env.useWasmCache = false;
// A path, not an address: for an address it does not look whether there is a tokenizer.
env.localModelPath = new URL('../models/', self.location.href).pathname;
const { wasm } = env.backends.onnx;
if (wasm) {
  delete wasm.wasmPaths;
  wasm.numThreads = 1;
}

const start = () => pipeline('text-generation', 'SmolLM2-135M-Instruct', { dtype: 'q8', device: 'wasm' });
let generator: Awaited<ReturnType<typeof start>> | null = null;

const bare = {
  async load() {
    const startMs = performance.now();
    generator = await start();
    return performance.now() - startMs;
  },

  async generate(content: string, maxTokens: number) {
    if (!generator) throw new Error('not loaded');
    const startMs = performance.now();
    let firstMs = 0;
    let tokens = 0;
    const streamer = new TextStreamer(generator.tokenizer, {
      skip_prompt: true,
      token_callback_function: () => {
        tokens++;
        firstMs ||= performance.now();
      },
    });
    const options = { max_new_tokens: maxTokens, do_sample: false, repetition_penalty: 1.1, streamer };
    const output: unknown = await generator([{ role: 'user', content }], options);
    const decodeMs = performance.now() - firstMs;
    return { prefillMs: firstMs - startMs, decodeMs, outputTokens: tokens, output: JSON.stringify(output) };
  },
};

export type Bare = typeof bare;

Comlink.expose(bare);
