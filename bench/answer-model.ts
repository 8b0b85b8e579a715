import { fileURLToPath } from 'node:url';
import { AutoModelForCausalLM, AutoTokenizer, env, Tensor } from '@huggingface/transformers';
import type { LanguageModel } from '../src/core/llm/language-model.ts';
import { SMOLLM2 } from '../src/core/llm/starter-models.ts';
import { generate } from '../src/workers/llm/generate.ts';
import { type Host, judge } from '../src/workers/llm/judge.ts';
import type { Runtime } from '../src/workers/llm/runtime.ts';

/** The starter model in Node, behind the port of the core and with the worker's own judging and writing. */
export async function openNodeModel(): Promise<LanguageModel> {
  env.allowRemoteModels = false;
  env.localModelPath = fileURLToPath(new URL('../public/models/', import.meta.url));
  const tokenizer = await AutoTokenizer.from_pretrained(SMOLLM2.id);
  const session = { intraOpNumThreads: 1, interOpNumThreads: 1 };
  const network = await AutoModelForCausalLM.from_pretrained(SMOLLM2.id, {
    dtype: 'q8',
    device: 'cpu',
    session_options: session,
  });
  const runtime: Runtime = {
    contextTokens: SMOLLM2.contextTokens,
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }),
    decode: (tokens) => tokenizer.decode([...tokens], { skip_special_tokens: true }),
    chatPrompt: (messages) =>
      String(
        tokenizer.apply_chat_template(
          messages.map(({ role, content }) => ({ role, content })),
          { tokenize: false, add_generation_prompt: true },
        ),
      ),
    isEnd: (token) => [network.generation_config?.eos_token_id].flat().includes(token),
    forward: async ({ rows, past = null, keep }) => {
      const [row = []] = rows;
      const before = past === null ? 0 : (Object.values(past)[0]?.dims.at(-2) ?? 0);
      const outputs: Record<string, Tensor> = await network.forward({
        input_ids: new Tensor('int64', BigInt64Array.from(row, BigInt), [1, row.length]),
        attention_mask: new Tensor('int64', new BigInt64Array(before + row.length).fill(1n), [1, before + row.length]),
        ...(past === null ? {} : { past_key_values: past }),
        num_logits_to_keep: new Tensor('int64', BigInt64Array.of(BigInt(keep)), []),
      });
      return readOutputs(outputs);
    },
  };
  return portOf(runtime);
}

function readOutputs(outputs: Record<string, Tensor>) {
  const { logits } = outputs;
  if (!(logits?.data instanceof Float32Array)) throw new Error('The model gave no logits.');
  const past = Object.entries(outputs)
    .filter(([name]) => name.startsWith('present.'))
    .map(([name, tensor]) => [name.replace('present', 'past_key_values'), tensor] as const);
  return { logits: logits.data, vocabulary: logits.dims.at(-1) ?? 0, past: Object.fromEntries(past) };
}

function portOf(runtime: Runtime): LanguageModel {
  const host: Host = { nowMs: () => performance.now(), breathe: async () => undefined };
  const signal = { aborted: false };
  return {
    load: async () => ({
      id: SMOLLM2.id,
      name: SMOLLM2.name,
      contextTokens: SMOLLM2.contextTokens,
      device: 'wasm',
      loadMs: 0,
    }),
    countTokens: async (texts) => texts.map((text) => runtime.encode(text).length),
    judge: (request, { onJudgement = () => undefined } = {}) =>
      judge(runtime, host, request, { signal, onJudgement, batchSize: 1 }),
    generate: (request, { onText = () => undefined } = {}) => generate(runtime, host, request, { signal, onText }),
    unload: async () => undefined,
  };
}
