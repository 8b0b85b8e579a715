/** When background work (learning meanings, reading pictures) may use the processor: not before what the user waits for. */
export interface Quiet {
  /** Background work pauses until `work` is over. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Background work pauses while it is held, whatever else goes on. */
  hold(reason: 'battery' | 'moving' | 'damage', held: boolean): void;
  /** Whether background work is to pause. */
  readonly busy: boolean;
  /** Why it is; null when it is not. */
  readonly why: PauseReason | null;
  /** Resolves when it need not pause. */
  whenQuiet(): Promise<void>;
}

/** Somebody waits for an answer; the battery is to be spared; the store is being moved, or is damaged, and nothing can be written. */
export type PauseReason = 'answering' | 'battery' | 'moving' | 'damage';

export function createQuiet(): Quiet {
  let waiting = 0;
  const held = new Set<PauseReason>();
  const listeners: (() => void)[] = [];
  const isBusy = () => waiting > 0 || held.size > 0;
  const tell = () => {
    if (isBusy()) return;
    for (const listener of listeners.splice(0)) listener();
  };
  return {
    get busy() {
      return isBusy();
    },
    get why() {
      if (waiting > 0) return 'answering';
      if (held.has('damage')) return 'damage';
      if (held.has('moving')) return 'moving';
      return held.has('battery') ? 'battery' : null;
    },
    hold(reason, on) {
      if (on) held.add(reason);
      else held.delete(reason);
      tell();
    },
    async during(work) {
      waiting++;
      try {
        return await work();
      } finally {
        waiting--;
        tell();
      }
    },
    whenQuiet: () => (isBusy() ? new Promise((resolve) => void listeners.push(resolve)) : Promise.resolve()),
  };
}
