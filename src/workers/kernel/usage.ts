import type { Clock, StorageEstimate } from '../../core/ports.ts';
import type { KernelStatus } from '../../core/queries.ts';
import type { Incidents } from './incidents.ts';

export interface Usage {
  readonly storage: StorageEstimate;
  readonly usage: KernelStatus['usage'];
}

/** How full the device is. Measuring walks over files, so it is done at most every so often, one at a time. */
export interface UsageMeter {
  /** The last measure, at most some seconds old where there was time; the first one is waited for. */
  read(): Promise<Usage>;
}

const FRESH_MS = 5000;

export function createUsageMeter(
  clock: Clock,
  measure: () => Promise<Usage>,
  onChange: () => void,
  record: Incidents['record'],
): UsageMeter {
  let last: { readonly value: Usage; readonly atMs: number } | null = null;
  let under: Promise<Usage> | null = null;

  const refresh = (): Promise<Usage> => {
    under ??= measure()
      .then((value) => {
        const changed = last !== null && JSON.stringify(last.value) !== JSON.stringify(value);
        last = { value, atMs: clock.nowMs() };
        if (changed) onChange();
        return value;
      })
      .finally(() => {
        under = null;
      });
    return under;
  };

  return {
    async read() {
      if (last === null) return refresh();
      if (clock.nowMs() - last.atMs > FRESH_MS) {
        // What failed to be measured is measured again at the next question.
        refresh().catch((thrown: unknown) => record('storage measured', thrown));
      }
      return last.value;
    },
  };
}
