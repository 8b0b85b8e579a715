import type { AbortSignalLike } from '../../core/llm/language-model.ts';

export interface LinkedSignal {
  readonly signal: AbortSignal;
  /** Aborts it from this side. */
  abort(): void;
  /** Forgets the one it follows. */
  release(): void;
}

/** An `AbortSignal` of the browser's own, as `fetch` and locks want it, that follows `leader`. */
export function linkSignal(leader: AbortSignalLike | undefined): LinkedSignal {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (leader?.aborted) abort();
  leader?.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, abort, release: () => leader?.removeEventListener('abort', abort) };
}
