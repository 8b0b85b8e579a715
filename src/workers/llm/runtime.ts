import {
  AutoModelForCausalLM,
  AutoTokenizer,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from '@huggingface/transformers';
import { type ReadModelFile, startModel } from '../../adapters/models/serve-model-files.ts';
import type { ChatMessage } from '../../core/llm/language-model.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';

/** Keys and values of the tokens that the model has read. */
export type Past = Readonly<Record<string, Tensor>>;

export interface Forward {
  readonly tokens: readonly number[];
  /** What was read before them. It is not changed: others can go on from it too. */
  readonly past?: Past | null;
  /** How many of the last tokens to compute logits for. */
  readonly keep: number;
}

export interface ForwardResult {
  /** A row of `vocabulary` numbers for each of the last `keep` tokens. */
  readonly logits: Float32Array;
  readonly vocabulary: number;
  readonly past: Past;
}

/** A loaded model: tokens in, logits out. One call at a time. */
export interface Runtime {
  readonly contextTokens: number;
  encode(text: string): number[];
  decode(tokens: readonly number[]): string;
  /** The messages in the model's own template, ready for its answer. */
  chatPrompt(messages: readonly ChatMessage[]): string;
  isEnd(token: number): boolean;
  forward(input: Forward): Promise<ForwardResult>;
}

/** Loads the model into this context. After a failure the worker must be ended. */
export const loadRuntime = (model: ModelManifest, readFile: ReadModelFile): Promise<Runtime> =>
  startModel(model, readFile, () => start(model));

async function start(model: ModelManifest): Promise<Runtime> {
  const tokenizer = await AutoTokenizer.from_pretrained(model.id);
  const network = await AutoModelForCausalLM.from_pretrained(model.id, { dtype: 'q8', device: 'wasm' });
  return createRuntime(model, tokenizer, network);
}

export function createRuntime(model: ModelManifest, tokenizer: PreTrainedTokenizer, network: PreTrainedModel): Runtime {
  const ends = endTokens(network.generation_config);
  return {
    contextTokens: model.contextTokens,
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }),
    decode: (tokens) => tokenizer.decode([...tokens], { skip_special_tokens: true }),
    chatPrompt: (messages) => {
      const plain = messages.map(({ role, content }) => ({ role, content }));
      return String(tokenizer.apply_chat_template(plain, { tokenize: false, add_generation_prompt: true }));
    },
    isEnd: (token) => ends.has(token),
    async forward({ tokens, past = null, keep }) {
      const width = tokens.length + (past === null ? 0 : lengthOf(past));
      const outputs = await network.forward({
        input_ids: new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]),
        attention_mask: new Tensor('int64', new BigInt64Array(width).fill(1n), [1, width]),
        ...(past === null ? {} : { past_key_values: past }),
        num_logits_to_keep: new Tensor('int64', BigInt64Array.of(BigInt(keep)), []),
      });
      return readOutputs(outputs);
    },
  };
}

function lengthOf(past: Past): number {
  const [first] = Object.values(past);
  return first?.dims.at(-2) ?? 0;
}

function readOutputs(outputs: unknown): ForwardResult {
  const past: Record<string, Tensor> = {};
  let logits: Tensor | null = null;
  for (const [name, tensor] of Object.entries(outputs as Record<string, unknown>)) {
    if (!(tensor instanceof Tensor)) continue;
    if (name === 'logits') logits = tensor;
    else if (name.startsWith('present.')) past[name.replace('present', 'past_key_values')] = tensor;
  }
  const data = logits?.data;
  const vocabulary = logits?.dims.at(-1);
  if (!(data instanceof Float32Array) || vocabulary === undefined) {
    throw new Error(`The model gave no logits, but ${Object.keys(outputs as object).join(', ')}`);
  }
  return { logits: data, vocabulary, past };
}

function endTokens(config: { readonly eos_token_id?: unknown } | null): ReadonlySet<number> {
  return new Set([config?.eos_token_id].flat().filter((token) => typeof token === 'number'));
}
