/** A tag as it is typed, with or without `#`; null where it cannot be one: it is one word of at most 100 characters. */
export function readTag(typed: string): string | null {
  const tag = typed.trim().replace(/^#+/, '');
  return /^[^\s#,]{1,100}$/u.test(tag) ? tag : null;
}
