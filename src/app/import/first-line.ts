const LONGEST = 120;

/** A title for a text that has none: its first line with words, without markdown's marks, cut at a word. */
export function firstLine(text: string): string {
  const line = text
    .slice(0, 4_000)
    .split('\n')
    .map((raw) => raw.replace(/^[\s#>*+-]+/, '').trim())
    .find((candidate) => candidate !== '');
  if (line === undefined) return '';
  if (line.length <= LONGEST) return line;
  const cut = line.lastIndexOf(' ', LONGEST);
  return line.slice(0, cut > 40 ? cut : LONGEST);
}
