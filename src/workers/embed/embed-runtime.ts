import { AutoModel, AutoTokenizer } from '@huggingface/transformers';
import { type ReadModelFile, startModel } from '../../adapters/models/serve-model-files.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import { poolTokens } from './pool-tokens.ts';

/** A loaded model: texts in, their vectors out, one after the other. One call at a time. */
export type EmbedRuntime = (texts: readonly string[]) => Promise<Float32Array>;

/** Loads the model into this context. After a failure the worker must be ended. */
export function loadEmbedRuntime(model: ModelManifest, readFile: ReadModelFile): Promise<EmbedRuntime> {
  return startModel(model, readFile, () => openEmbedRuntime(model, 'wasm'));
}

/** Takes the model's files from where transformers.js is told to look for them. */
export async function openEmbedRuntime(model: ModelManifest, device: 'wasm' | 'cpu'): Promise<EmbedRuntime> {
  const tokenizer = await AutoTokenizer.from_pretrained(model.id);
  const session_options = { intraOpNumThreads: 1, interOpNumThreads: 1 };
  const network = await AutoModel.from_pretrained(model.id, { dtype: 'q8', device, session_options });
  return async (texts) => {
    const inputs = tokenizer([...texts], { padding: true, truncation: true, max_length: model.contextTokens });
    const { last_hidden_state: states } = await network(inputs);
    return poolTokens(states.data, inputs.attention_mask.data, texts.length);
  };
}
