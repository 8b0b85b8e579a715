import { mayWork, type Power } from '../../core/settings/on-battery.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Quiet } from './quiet.ts';

/** Pauses background work by what the page tells of the battery, and by the setting. Workers are not told of it. */
export interface PowerKeeper {
  /** Any tab may tell: they are on one device. */
  tell(power: Power): Promise<void>;
  /** The setting may have changed. */
  refresh(): Promise<void>;
}

export function createPowerKeeper(quiet: Quiet, settings: () => Promise<Settings>): PowerKeeper {
  let power: Power | null = null;
  const refresh = async () => {
    const choice = (await settings())['background.onBattery'];
    quiet.hold('battery', !mayWork(choice, power));
  };
  return {
    refresh,
    async tell(told) {
      power = told;
      await refresh();
    },
  };
}
