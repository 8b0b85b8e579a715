/** How the panes of this device are laid out: for the first paint, and nothing else depends on it. */
export interface Layout {
  /** Of the second pane, in hundredths of the width that both share. */
  readonly besidePercent: number;
  /** The sidebar shows icons alone. */
  readonly isNarrow: boolean;
}

export const BESIDE_MIN = 25;
export const BESIDE_MAX = 75;
export const DEFAULT_LAYOUT: Layout = { besidePercent: 45, isNarrow: false };
const KEY = 'hearth.panes';

export const heldPercent = (percent: number): number => Math.round(Math.max(BESIDE_MIN, Math.min(BESIDE_MAX, percent)));

/** Anything unknown becomes the default. */
export function toLayout(value: unknown): Layout {
  const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const percent = record['besidePercent'];
  return {
    besidePercent: typeof percent === 'number' && Number.isFinite(percent) ? heldPercent(percent) : 45,
    isNarrow: record['isNarrow'] === true,
  };
}

export function readLayout(storage: Pick<Storage, 'getItem'>): Layout {
  try {
    return toLayout(JSON.parse(storage.getItem(KEY) ?? 'null'));
  } catch {
    // Storage denied, or a value that is not JSON.
    return DEFAULT_LAYOUT;
  }
}

export function writeLayout(storage: Pick<Storage, 'setItem'>, layout: Layout): void {
  try {
    storage.setItem(KEY, JSON.stringify(layout));
  } catch {
    // Storage denied: it is so until the page is left.
  }
}
