/** The formats that a workbook uses without writing them down (ECMA-376, 18.8.30), as far as they change what is read. */
const BUILT_IN: ReadonlyMap<number, string> = new Map([
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [14, 'yyyy-mm-dd'],
  [15, 'd-mmm-yy'],
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  [18, 'h:mm'],
  [19, 'h:mm:ss'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, 'yyyy-mm-dd h:mm'],
  [37, '#,##0'],
  [38, '#,##0'],
  [39, '#,##0.00'],
  [40, '#,##0.00'],
  [45, 'mm:ss'],
  [46, '[h]:mm:ss'],
  [47, 'mm:ss'],
]);

export const builtInFormat = (id: number): string => BUILT_IN.get(id) ?? '';

const DAY_MS = 86_400_000;
/** Days from 1900 as Excel counts them, which takes 1900 for a leap year, to 1970. */
const EPOCH_DAYS = 25_569;
const DAYS_1904 = 1462;
/** 31 December 9999. */
const LAST_DAY = 2_958_465;

const pad = (value: number): string => String(value).padStart(2, '0');

function clockOf(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${pad(hours)}:${pad(minutes)}${rest === 0 ? '' : `:${pad(rest)}`}`;
}

function dateText(serial: number, pattern: string, is1904: boolean): string | null {
  const days = is1904 ? serial + DAYS_1904 : serial;
  if (days < 0 || days > LAST_DAY + 1) return null;
  if (/\[[hms]+\]/i.test(pattern)) return clockOf(Math.round(serial * 86_400));
  const hasTime = /[hs]/i.test(pattern);
  const hasDay = /[yd]/i.test(pattern) || (/m/i.test(pattern) && !hasTime);
  const date = new Date(Math.round(((days < 60 ? days + 1 : days) - EPOCH_DAYS) * 86_400) * 1000);
  const clock = clockOf(Math.floor((((date.getTime() % DAY_MS) + DAY_MS) % DAY_MS) / 1000));
  if (!hasDay) return clock;
  const day = date.toISOString().slice(0, 10);
  return hasTime && clock !== '00:00' ? `${day} ${clock}` : day;
}

/** Without the noise behind the fifteen digits that a sheet keeps. */
const plainNumber = (value: number): string => String(Number(value.toPrecision(15)));

/** The first section of a format without its literal texts and colours; `[h]` stays. */
const patternOf = (format: string): string =>
  (format.split(';', 1)[0] ?? '').replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?![hms]+\])[^\]]*\]/gi, '');

const CURRENCY = /[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|JPY)\b/;

function currencyOf(format: string): string {
  const stated = /\[\$([^\]-]{1,10})(?:-[^\]]*)?\]/.exec(format)?.[1];
  return stated ?? CURRENCY.exec(format)?.[0] ?? '';
}

/**
 * A number as its sheet shows it: dates and times in ISO's order, percentages, currencies, as many decimals as the format
 * has. Thousands are not separated, so that a search for the number finds it.
 */
export function formatCell(value: number, format: string, is1904: boolean): string {
  const pattern = patternOf(format);
  if (/^general$/i.test(pattern) || pattern === '' || pattern === '@') return plainNumber(value);
  if (/[ymdhs]/i.test(pattern) && !/[0#]\.?[0#]*E/i.test(pattern))
    return dateText(value, pattern, is1904) ?? plainNumber(value);
  const decimals = /[0#]\.(0{1,20})/.exec(pattern)?.[1]?.length ?? 0;
  if (pattern.includes('%')) return `${(value * 100).toFixed(decimals)}%`;
  if (/E|\?/i.test(pattern) || Math.abs(value) >= 1e15) return plainNumber(value);
  const currency = currencyOf(format);
  const digits = decimals > 0 || /0/.test(pattern) ? value.toFixed(decimals) : plainNumber(value);
  return currency === '' ? digits : `${digits} ${currency}`;
}
