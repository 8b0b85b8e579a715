/** One measured number beside what it is measured against. */
export interface Figure {
  /** Kebab-case, and lasting: figures are compared over time by it. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number | null;
  /** `value / baseline`. */
  readonly ratio: number | null;
  /** For the ratio where there is a baseline, else for the value. */
  readonly goal: number | null;
  readonly better: 'lower' | 'higher';
}

interface Expected {
  readonly unit: string;
  readonly better: Figure['better'];
  readonly baseline?: number;
  readonly goal?: number;
}

export function figure(name: string, value: number, { unit, better, baseline, goal }: Expected): Figure {
  const ratio = baseline === undefined ? null : value / baseline;
  return { name, value, unit, baseline: baseline ?? null, ratio, goal: goal ?? null, better };
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** `share` from 0 to 1; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
