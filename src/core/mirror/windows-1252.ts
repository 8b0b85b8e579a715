/** What the bytes 0x80 to 0x9f mean in windows-1252, as the Encoding Standard has them; a space where they mean nothing. */
const UPPER = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Null where a character is not in it. */
export function toWindows1252(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const upper = code > 0xff ? UPPER.indexOf(text.charAt(i)) : -1;
    if (code > 0xff ? upper < 0 : code >= 0x80 && code < 0xa0) return null;
    bytes[i] = code > 0xff ? 0x80 + upper : code;
  }
  return bytes;
}
