import { AppError } from '../../core/errors.ts';
import type { GenerateRequest, GenerateResult } from '../../core/llm/language-model.ts';
import type { AbortFlag } from '../../core/ports.ts';
import type { Host } from './judge.ts';
import { argmax, penaliseRepetition } from './logits.ts';
import type { ForwardResult, Past, Runtime } from './runtime.ts';

/** The prompt is read in equal pieces of at most this many tokens, so that a stop is heard within about 1.5 seconds. */
const PREFILL_TOKENS = 320;

export interface GenerateOptions {
  readonly signal: AbortFlag;
  readonly onText: (text: string) => void;
}

/** Greedy decoding. Rejects with `too-large` when prompt and answer do not fit the model's context. */
export async function generate(
  runtime: Runtime,
  host: Host,
  request: GenerateRequest,
  { signal, onText }: GenerateOptions,
): Promise<GenerateResult> {
  const startMs = host.nowMs();
  const prompt = runtime.chatPrompt(request.messages);
  const input = runtime.encode(prompt);
  refuseTooLong(runtime, input.length, request.maxTokens);
  let state = await prefill(runtime, host, input, signal);
  const prefillMs = host.nowMs() - startMs;

  const seen = new Set(input);
  const text = createTextStream(runtime, onText);
  let outputTokens = 0;
  let finish: GenerateResult['finish'] = 'length';
  while (outputTokens < request.maxTokens) {
    if (state === null || signal.aborted) {
      finish = 'cancelled';
      break;
    }
    penaliseRepetition(state.logits, seen, request.repetitionPenalty);
    const token = argmax(state.logits);
    if (runtime.isEnd(token)) {
      finish = 'stop';
      break;
    }
    outputTokens++;
    seen.add(token);
    text.push(token);
    if (outputTokens === request.maxTokens) break;
    state = await runtime.forward({ tokens: [token], past: state.past, keep: 1 });
    await host.breathe();
  }
  const decodeMs = host.nowMs() - startMs - prefillMs;
  return { text: text.end(), prompt, inputTokens: input.length, outputTokens, prefillMs, decodeMs, finish };
}

function refuseTooLong(runtime: Runtime, inputTokens: number, maxTokens: number): void {
  if (inputTokens + maxTokens <= runtime.contextTokens) return;
  throw new AppError('too-large', 'The question and its passages are too long for this model.', {
    details: { inputTokens, maxTokens, contextTokens: runtime.contextTokens },
  });
}

/** Null when stopped on the way. */
async function prefill(
  runtime: Runtime,
  host: Host,
  tokens: readonly number[],
  signal: AbortFlag,
): Promise<ForwardResult | null> {
  const pieces = Math.ceil(tokens.length / PREFILL_TOKENS);
  const length = Math.ceil(tokens.length / pieces);
  let past: Past | null = null;
  for (let at = 0; !signal.aborted; ) {
    const piece = tokens.slice(at, at + length);
    const result: ForwardResult = await runtime.forward({ tokens: piece, past, keep: 1 });
    await host.breathe();
    at += piece.length;
    past = result.past;
    if (at >= tokens.length) return result;
  }
  return null;
}

/** Tokens to text as it grows; holds back the tokens of a character that is not whole yet. */
function createTextStream(runtime: Runtime, onText: (text: string) => void) {
  let held: number[] = [];
  let whole = '';
  const emit = (text: string) => {
    held = [];
    if (text === '') return;
    whole += text;
    onText(text);
  };
  return {
    push(token: number) {
      held.push(token);
      const text = runtime.decode(held);
      if (!text.endsWith('\ufffd')) emit(text);
    },
    end() {
      if (held.length > 0) emit(runtime.decode(held));
      return whole;
    },
  };
}
