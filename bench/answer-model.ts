import { fileURLToPath } from 'node:url';
import { AutoModelForCausalLM, AutoTokenizer, env } from '@huggingface/transformers';
import type { LanguageModel } from '../src/core/llm/language-model.ts';
import { SMOLLM2 } from '../src/core/llm/starter-models.ts';
import { generate } from '../src/workers/llm/generate.ts';
import { createJudge, type Host } from '../src/workers/llm/judge.ts';
import { createRuntime, type Runtime } from '../src/workers/llm/runtime.ts';

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
  const runtime = createRuntime(SMOLLM2, tokenizer, network);
  return portOf(runtime);
}

function portOf(runtime: Runtime): LanguageModel {
  const host: Host = { nowMs: () => performance.now(), breathe: async () => undefined };
  const judge = createJudge(runtime, host);
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
    judge: (request, { onJudgement = () => undefined } = {}) => judge(request, { signal, onJudgement }),
    generate: (request, { onText = () => undefined } = {}) => generate(runtime, host, request, { signal, onText }),
    isIdle: () => true,
    unload: async () => undefined,
  };
}
