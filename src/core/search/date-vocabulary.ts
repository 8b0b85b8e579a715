/** The words that dates are said in, folded as `foldTerm` does: English and German. */

const numbered = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.flatMap((list, number) => list.split(' ').map((name): [string, number] => [name, number])));

/** From 0. */
export const MONTHS = numbered([
  'january jan januar janner',
  'february feb februar feber',
  'march mar marz maerz',
  'april apr',
  'may mai',
  'june jun juni',
  'july jul juli',
  'august aug',
  'september sept sep',
  'october oct oktober okt',
  'november nov',
  'december dec dezember dez',
]);

/** From Monday, 0. */
export const WEEKDAYS = numbered([
  'monday mon montag',
  'tuesday tue tues dienstag',
  'wednesday wed mittwoch',
  'thursday thu thurs donnerstag',
  'friday fri freitag',
  'saturday sat samstag sonnabend',
  'sunday sun sonntag',
]);

/** By the month in which they begin: meteorological, of the northern half of the world. */
export const SEASONS: ReadonlyMap<string, number> = new Map([
  ...['spring', 'fruhling', 'fruehling', 'fruhjahr'].map((name): [string, number] => [name, 2]),
  ...['summer', 'sommer'].map((name): [string, number] => [name, 5]),
  ...['autumn', 'fall', 'herbst'].map((name): [string, number] => [name, 8]),
  ['winter', 11],
]);

export type Unit = 'day' | 'week' | 'weekend' | 'month' | 'quarter' | 'year';

export const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    day: 'day days tag tage tagen',
    week: 'week weeks woche wochen',
    weekend: 'weekend weekends wochenende wochenenden',
    month: 'month months monat monate monaten monats',
    quarter: 'quarter quarters quartal quartale quartalen',
    year: 'year years jahr jahre jahren jahres',
  }).flatMap(([unit, names]) => names.split(' ').map((name): [string, Unit] => [name, unit as Unit])),
);

const NUMBERS = numbered([
  '',
  'a an one ein eine einem einer einen',
  'two zwei',
  'three drei',
  'four vier',
  'five funf fuenf',
  'six sechs',
  'seven sieben',
  'eight acht',
  'nine neun',
  'ten zehn',
  'eleven elf',
  'twelve zwolf zwoelf',
]);

/** A whole number up to 999 in digits, or up to twelve in words; null for what is none. */
export function readNumber(text: string): number | null {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  return text === '' ? null : (NUMBERS.get(text) ?? null);
}
