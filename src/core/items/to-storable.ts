/** The zero character and halves of surrogate pairs, which no table and no JSON of the engine can hold. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** The text with U+FFFD for each character that cannot be stored: as long as before, so that spans stay as they are. */
export const toStorableText = (text: string): string => text.replace(UNSTORABLE, '\ufffd');

/** The same for every string in a value of plain JSON, but for the keys of its objects. */
export function toStorable<T>(value: T): T {
  if (typeof value === 'string') return toStorableText(value) as T;
  if (Array.isArray(value)) return value.map((each) => toStorable(each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toStorable(each)])) as T;
}
