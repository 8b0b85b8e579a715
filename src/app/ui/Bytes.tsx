import { useLocale, useT } from '../i18n/i18n.tsx';
import { formatBytes } from './bytes.ts';

export function Bytes({ value }: { readonly value: number }) {
  return <>{formatBytes(value, useT(), useLocale())}</>;
}

/** The same as a text, for a sentence. */
export function useBytes(): (value: number) => string {
  const t = useT();
  const locale = useLocale();
  return (value) => formatBytes(value, t, locale);
}

/** Whole numbers with the locale's separators: "1,284". */
export function useCount(): (value: number) => string {
  const locale = useLocale();
  return (value) => new Intl.NumberFormat(locale).format(value);
}
