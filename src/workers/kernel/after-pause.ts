export interface AfterPause {
  /** Begins the pause anew. */
  changed(): void;
  /** What waits does not run. */
  cancel(): void;
}

export interface AfterPauseOptions {
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly pauseMs: number;
  /** From the first change on, where there never is a pause. */
  readonly longestMs: number;
}

/** Runs once nothing has changed for a while. */
export function createAfterPause({ after, pauseMs, longestMs }: AfterPauseOptions, run: () => void): AfterPause {
  let cancelPause: (() => void) | null = null;
  let cancelLongest: (() => void) | null = null;
  const cancel = () => {
    cancelPause?.();
    cancelLongest?.();
    cancelPause = null;
    cancelLongest = null;
  };
  const end = () => {
    cancel();
    run();
  };
  return {
    changed() {
      cancelPause?.();
      cancelPause = after(pauseMs, end);
      cancelLongest ??= after(longestMs, end);
    },
    cancel,
  };
}
