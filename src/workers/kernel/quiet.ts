/** Who may use the processor for models: what the user waits for, before what nobody waits for. */
export interface Quiet {
  /** Background work pauses until `work` is over. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Whether somebody waits. */
  readonly busy: boolean;
  /** Resolves when nobody waits. */
  whenQuiet(): Promise<void>;
}

export function createQuiet(): Quiet {
  let waiting = 0;
  const listeners: (() => void)[] = [];
  return {
    get busy() {
      return waiting > 0;
    },
    async during(work) {
      waiting++;
      try {
        return await work();
      } finally {
        if (--waiting === 0) {
          for (const listener of listeners.splice(0)) listener();
        }
      }
    },
    whenQuiet: () => (waiting === 0 ? Promise.resolve() : new Promise((resolve) => void listeners.push(resolve))),
  };
}
