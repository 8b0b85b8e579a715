/** How Hearth looks here. Kept by the kernel as a setting of the device; this copy is for the first paint. */
export interface Appearance {
  readonly theme: 'system' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
}

export const DEFAULT_APPEARANCE: Appearance = { theme: 'system', density: 'comfortable' };
const KEY = 'hearth.appearance';

/** Anything unknown becomes the default, so that an old or foreign value does no harm. */
export function toAppearance(value: unknown): Appearance {
  const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const theme = record['theme'];
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    density: record['density'] === 'compact' ? 'compact' : 'comfortable',
  };
}

export function readAppearance(storage: Pick<Storage, 'getItem'>): Appearance {
  try {
    return toAppearance(JSON.parse(storage.getItem(KEY) ?? 'null'));
  } catch {
    // Storage denied, or a value that is not JSON: the look is the only thing that depends on it.
    return DEFAULT_APPEARANCE;
  }
}

export function writeAppearance(storage: Pick<Storage, 'setItem'>, appearance: Appearance): void {
  try {
    storage.setItem(KEY, JSON.stringify(appearance));
  } catch {
    // Storage denied: the setting itself is with the kernel, only the first paint falls back to the default.
  }
}

/** `system` is resolved by whoever calls it again when the system changes. */
export function applyAppearance(appearance: Appearance, root: HTMLElement): void {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset['theme'] = appearance.theme === 'system' ? (dark ? 'dark' : 'light') : appearance.theme;
  root.dataset['density'] = appearance.density;
}
