/**
 * What may be the name of a file in an archive: relative, with `/`, and leading nowhere else when somebody unpacks it.
 * Returns what is wrong with it, or null.
 */
export function entryNameFault(name: string): string | null {
  if (name === '') return 'an entry has no name';
  if (name.length > MAX_LENGTH) return `the name “${name.slice(0, 60)}…” is too long`;
  if (name.includes('\\')) return `the name “${name}” has a backslash`;
  if (CONTROL.test(name)) return 'a name has control characters';
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) return `the name “${name}” starts at the root of a disk`;
  if (name.endsWith('/')) return null;
  const parts = name.split('/');
  if (parts.includes('..') || parts.includes('.')) return `the name “${name}” leads out of its folder`;
  return parts.includes('') ? `the name “${name}” has an empty folder` : null;
}

const MAX_LENGTH = 4096;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;
