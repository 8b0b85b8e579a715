import { plainText } from '../items/plain-text.ts';

/** A sentence or a line of markdown as it is quoted: no marks, cells of a table row parted by dots, white space folded. */
export function plainSentence(source: string): string {
  const plain = plainText(source).text;
  const row = /^\s*\|/.test(plain) ? plain.replace(/^\s*\||\|\s*$/g, '').replace(/\s*\|\s*/g, ' · ') : plain;
  return row.replace(/\s+/g, ' ').trim();
}
