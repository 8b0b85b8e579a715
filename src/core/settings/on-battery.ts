/** What the page knows of the device's power. Where the browser does not tell, nothing is known. */
export interface Power {
  readonly charging: boolean;
  /** Of the battery, from 0 to 1. */
  readonly level: number;
}

/** When background work goes on without the mains. */
export const ON_BATTERY = ['always', 'not-below-20', 'only-charging'] as const;

export type OnBattery = (typeof ON_BATTERY)[number];

const LOW = 0.2;

/** Whether background work may spend power now. An unknown battery is none. */
export function mayWork(choice: OnBattery, power: Power | null): boolean {
  if (power === null || power.charging || choice === 'always') return true;
  return choice === 'not-below-20' && power.level >= LOW;
}
