import type { Translate } from '../i18n/i18n.tsx';

const UNITS = ['ui.bytes.b', 'ui.bytes.kb', 'ui.bytes.mb', 'ui.bytes.gb', 'ui.bytes.tb'] as const;

/** In powers of 1,000, as the makers of disks count: "61 MB", "1.4 GB". One decimal below 10, from GB on. */
export function formatBytes(bytes: number, t: Translate, locale: string): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const digits = power >= 2 && value < 10 ? 1 : 0;
  const text = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  return t(UNITS[power] ?? 'ui.bytes.b', { value: text });
}
