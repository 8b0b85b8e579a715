import type { GenerateRequest, GenerateResult, JudgeRequest, JudgeResult } from '../../core/llm/language-model.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';

/** What the model worker answers. Text and judgements are sent ahead as parts of the call. */

export interface LoadInput {
  readonly model: ModelManifest;
  /** Absolute address of the folder with the models, of the own origin. */
  readonly baseUrl: string;
}

export interface LlmCalls {
  /** The model's files must be there (`ModelStore`). After it rejects, the worker is of no more use. */
  load: { input: LoadInput; output: { readonly loadMs: number } };
  countTokens: { input: readonly string[]; output: readonly number[] };
  /** Parts: `Judgement`. */
  judge: { input: JudgeRequest; output: JudgeResult };
  /** Parts: strings. */
  generate: { input: GenerateRequest; output: GenerateResult };
  /** Answers when no other call is under way. */
  settle: { input: null; output: true };
}
