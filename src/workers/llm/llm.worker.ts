import { AppError } from '../../core/errors.ts';
import type { GenerateRequest, JudgeRequest } from '../../core/llm/language-model.ts';
import { type CallContext, exposeMethods } from '../link/expose.ts';
import { createTurns, keptModelFiles } from '../link/model-worker.ts';
import { generate } from './generate.ts';
import { createJudge, type Host, type Judge } from './judge.ts';
import type { LlmCalls, LoadInput } from './llm.api.ts';
import { loadRuntime, type Runtime } from './runtime.ts';

/** Runs one model. Stateless towards its client and disposable: it can be ended at any time. */

const host: Host = { nowMs: () => performance.now(), breathe };

/** A turn of the event loop: a message, not a timer, because timers are held up to 4 ms. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

interface LoadedModel {
  readonly runtime: Runtime;
  readonly judge: Judge;
}

async function load({ model, baseUrl }: LoadInput): Promise<LoadedModel> {
  const runtime = await loadRuntime(model, keptModelFiles(model, baseUrl));
  return { runtime, judge: createJudge(runtime, host) };
}

function serve(): void {
  let loaded: LoadedModel | null = null;
  const inTurn = createTurns();
  const model = (): LoadedModel => {
    if (loaded === null) throw new AppError('model-unavailable', 'The model is not loaded.', { retryable: true });
    return loaded;
  };

  const methods = {
    load: (input: LoadInput) =>
      inTurn(async () => {
        const startMs = host.nowMs();
        loaded ??= await load(input);
        return { loadMs: host.nowMs() - startMs };
      }),
    countTokens: (texts: readonly string[]) =>
      inTurn(async () => texts.map((text) => model().runtime.encode(text).length)),
    judge: (request: JudgeRequest, { signal, part }: CallContext) =>
      inTurn(() => model().judge(request, { signal, onJudgement: part })),
    generate: (request: GenerateRequest, { signal, part }: CallContext) =>
      inTurn(() => generate(model().runtime, host, request, { signal, onText: part })),
    settle: () => inTurn(async () => true as const),
  } satisfies {
    [M in keyof LlmCalls]: (input: LlmCalls[M]['input'], context: CallContext) => Promise<LlmCalls[M]['output']>;
  };
  exposeMethods(self, methods);
}

serve();
