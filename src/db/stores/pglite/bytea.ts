/** What each code unit of a hexadecimal number stands for. */
const NIBBLES = Uint8Array.from({ length: 103 }, (_, unit) => Number.parseInt(String.fromCharCode(unit), 16) || 0);

/** Bytes as PostgreSQL writes them: `\\x` and two digits for each (its manual, 8.4.1). */
export function readBytea(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2 - 1);
  for (let at = 0, unit = 2; at < bytes.length; at++, unit += 2)
    bytes[at] = ((NIBBLES[text.charCodeAt(unit)] ?? 0) << 4) | (NIBBLES[text.charCodeAt(unit + 1)] ?? 0);
  return bytes;
}
