import type { Power } from '../../../core/settings/on-battery.ts';

/** The Battery Status API, which only some browsers have, and only pages. */
export interface BatteryManager extends EventTarget {
  readonly charging: boolean;
  readonly level: number;
}

export interface BatterySource {
  readonly getBattery?: () => Promise<BatteryManager>;
}

export interface BatteryWatch {
  /** Tells once more: there is another kernel. */
  again(): void;
  end(): void;
}

/** Tells the state of the battery now and whenever it changes; nothing where the browser does not say. */
export function watchBattery(source: BatterySource, tell: (power: Power) => void): BatteryWatch {
  const stop = new AbortController();
  let battery: BatteryManager | null = null;
  const again = () => {
    if (battery !== null && !stop.signal.aborted) tell({ charging: battery.charging, level: battery.level });
  };
  const begin = async () => {
    battery = (await source.getBattery?.()) ?? null;
    for (const name of ['chargingchange', 'levelchange']) {
      battery?.addEventListener(name, again, { signal: stop.signal });
    }
    again();
  };
  // A browser that has it and forbids it here says as little as one without it.
  begin().catch((thrown: unknown) => console.warn('the browser tells nothing of the battery', thrown));
  return { again, end: () => stop.abort() };
}
