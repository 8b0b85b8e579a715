import {
  AutoModelForCausalLM,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from '@huggingface/transformers';
import { AppError } from '../../core/errors.ts';
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

/** Reads one file of the model, verified; undefined when the model has no such file. */
export type ReadModelFile = (path: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;

const LOCAL_PATH = 'models/';

/**
 * Loads the model into this context. After a failure transformers.js stays broken here (its queue of sessions keeps the
 * rejection): end the worker.
 */
export async function loadRuntime(model: ModelManifest, readFile: ReadModelFile): Promise<Runtime> {
  let giveUp: (reason: unknown) => void = () => {};
  // A weight that cannot be read leaves transformers.js waiting for ever, so we do not wait for it.
  const unreadable = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  serveFilesOf(model, async (path) => {
    try {
      return await readFile(path);
    } catch (error) {
      giveUp(error);
      throw error;
    }
  });
  try {
    return await Promise.race([start(model), unreadable]);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('model-unavailable', 'The model could not be started in this browser.', {
      cause,
      retryable: true,
    });
  }
}

async function start(model: ModelManifest): Promise<Runtime> {
  const tokenizer = await AutoTokenizer.from_pretrained(model.id);
  const network = await AutoModelForCausalLM.from_pretrained(model.id, { dtype: 'q8', device: 'wasm' });
  return createRuntime(model, tokenizer, network);
}

/** transformers.js asks our files first, finds no network behind them, and takes the runtime from the own origin. */
function serveFilesOf(model: ModelManifest, readFile: ReadModelFile): void {
  const prefix = `${LOCAL_PATH}${model.id}/`;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = LOCAL_PATH;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.fetch = async () => new Response(null, { status: 404 });
  env.customCache = {
    async match(request: string) {
      if (!request.startsWith(prefix)) return undefined;
      const bytes = await readFile(request.slice(prefix.length));
      return bytes && new Response(bytes);
    },
    put: async () => undefined,
  };
  const wasm = env.backends.onnx.wasm;
  if (!wasm) throw new AppError('unsupported', 'This browser cannot run WebAssembly.');
  // Unset, the runtime takes the file that was built beside it; transformers.js had put a foreign address here.
  delete wasm.wasmPaths;
  // More threads need cross-origin isolation, which Hearth does without.
  wasm.numThreads = 1;
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
