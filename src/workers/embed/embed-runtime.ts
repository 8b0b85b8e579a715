import { AutoModel, AutoTokenizer, env } from '@huggingface/transformers';
import { type ReadModelFile, startModel } from '../../adapters/models/serve-model-files.ts';
import type { EmbeddingDevice } from '../../core/llm/embedding-model.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import { ORT_WEBGPU } from '../../core/llm/starter-models.ts';
import { poolTokens } from './pool-tokens.ts';

/** A loaded model: texts in, their vectors out, one after the other. One call at a time. */
export type EmbedRuntime = (texts: readonly string[]) => Promise<Float32Array>;

/** Loads the model into this context. After a failure the worker must be ended. */
export function loadEmbedRuntime(
  model: ModelManifest,
  readFile: ReadModelFile,
  device: EmbeddingDevice,
): Promise<EmbedRuntime> {
  return startModel(model, readFile, async () => {
    if (device === 'webgpu') await giveRuntime(readFile);
    return openEmbedRuntime(model, device);
  });
}

/** The WASM of the runtime with WebGPU is kept with the model, and not beside the script. */
async function giveRuntime(readFile: ReadModelFile): Promise<void> {
  const bytes = await readFile(ORT_WEBGPU.path);
  const { wasm } = env.backends.onnx;
  if (bytes !== undefined && wasm !== undefined) wasm.wasmBinary = bytes.buffer;
}

/** int8 operators do not exist on WebGPU: there it is the file in 8-bit blocks. */
const OPTIONS = {
  wasm: { device: 'wasm', dtype: 'q8' },
  cpu: { device: 'cpu', dtype: 'q8' },
  // transformers.js knows the devices of its own runtime only: “auto” leaves it to the provider that is named.
  webgpu: { device: 'auto', dtype: 'fp32', model_file_name: 'model_webgpu' },
} as const;

/** Takes the model's files from where transformers.js is told to look for them. */
export async function openEmbedRuntime(model: ModelManifest, device: EmbeddingDevice | 'cpu'): Promise<EmbedRuntime> {
  const tokenizer = await AutoTokenizer.from_pretrained(model.id);
  const providers = device === 'webgpu' ? { executionProviders: ['webgpu'] } : {};
  const session_options = { intraOpNumThreads: 1, interOpNumThreads: 1, ...providers };
  const network = await AutoModel.from_pretrained(model.id, { ...OPTIONS[device], session_options });
  return async (texts) => {
    const inputs = tokenizer([...texts], { padding: true, truncation: true, max_length: model.contextTokens });
    const { last_hidden_state: states } = await network(inputs);
    return poolTokens(states.data, inputs.attention_mask.data, texts.length);
  };
}
