import type { OnProgress } from '../ports.ts';

/** What a model can be asked, whoever runs it. Port; `workers/llm` implements it for the starter model. */

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface GenerateRequest {
  readonly messages: readonly ChatMessage[];
  readonly maxTokens: number;
  /** 1 is none. */
  readonly repetitionPenalty: number;
}

export interface GenerateResult {
  readonly text: string;
  /** The prompt as the model read it, template applied. */
  readonly prompt: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly prefillMs: number;
  readonly decodeMs: number;
  readonly finish: 'stop' | 'length' | 'cancelled';
}

export interface JudgeRequest {
  readonly question: string;
  readonly passages: readonly string[];
  /** Passages not judged by then are left out. */
  readonly budgetMs: number;
  /** With it judging ends as soon as the first places are settled (`isSettled`). */
  readonly prior?: JudgePrior;
}

/** What is known of the passages before they are judged. */
export interface JudgePrior {
  /** For each passage, the best first, in units of log-probability: the sum of both makes the order. */
  readonly scores: readonly number[];
  /** How many places of the order matter. */
  readonly places: number;
  /** By how much a later passage is taken to be judged better than all before it, at most. */
  readonly reach: number;
}

export interface Judgement {
  /** Position in the request's `passages`. */
  readonly index: number;
  /** Mean natural log-probability of the question's tokens after the passage (Sachan et al., 2022, UPR). */
  readonly logProbability: number;
}

export interface JudgeResult {
  readonly judgements: readonly Judgement[];
  readonly inputTokens: number;
  readonly elapsedMs: number;
  /** Whether the budget ended, or the caller stopped it, before all that mattered was judged. */
  readonly cutShort: boolean;
}

export interface ModelInfo {
  readonly id: string;
  readonly name: string;
  readonly contextTokens: number;
  readonly device: 'wasm' | 'webgpu';
  readonly loadMs: number;
}

/** All calls reject with `cancelled` when their signal fires, `model-corrupt` or `model-unavailable`. */
export interface LanguageModel {
  load(options: { readonly onProgress?: OnProgress; readonly signal?: AbortSignalLike }): Promise<ModelInfo>;
  countTokens(texts: readonly string[]): Promise<readonly number[]>;
  judge(
    request: JudgeRequest,
    options?: { readonly onJudgement?: (judgement: Judgement) => void; readonly signal?: AbortSignalLike },
  ): Promise<JudgeResult>;
  generate(
    request: GenerateRequest,
    options?: { readonly onText?: (text: string) => void; readonly signal?: AbortSignalLike },
  ): Promise<GenerateResult>;
  /** Loaded, with nothing under way and nothing that waits. */
  isIdle(): boolean;
  /** Frees the memory. The next call loads again. */
  unload(): Promise<void>;
}

/** What the core needs of an `AbortSignal` that is listened to. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
