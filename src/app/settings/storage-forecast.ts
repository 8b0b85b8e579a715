import type { KernelStatus } from '../../core/queries.ts';

export interface Forecast {
  /** `little`: less than a tenth of the quota is left. */
  readonly kind: 'plenty' | 'little' | 'unused';
  readonly freeBytes: number;
  /** How many more things of the size of those that are here would fit, rounded down to two digits. */
  readonly things: number;
}

/** `null` when the browser does not say what the quota is. */
export function forecast(status: Pick<KernelStatus, 'storage' | 'usage' | 'items'>): Forecast | null {
  const { storage, usage, items } = status;
  if (storage.quotaBytes <= 0) return null;
  const freeBytes = Math.max(0, storage.quotaBytes - storage.usageBytes);
  const ofThings = usage.originals + usage.database + usage.index;
  if (items === 0 || ofThings === 0) return { kind: 'unused', freeBytes, things: 0 };
  const things = twoDigits(freeBytes / (ofThings / items));
  return { kind: freeBytes < storage.quotaBytes / 10 ? 'little' : 'plenty', freeBytes, things };
}

function twoDigits(value: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.floor(value / power) * power;
}
