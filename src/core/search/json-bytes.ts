/** JSON as bytes, everything beyond ASCII escaped: the core has no text encoder. */
export function jsonBytes(value: unknown): Uint8Array {
  const text = JSON.stringify(value).replace(/[\u0080-\uffff]/g, escapeUnit);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** What `jsonBytes` wrote; undefined where the bytes are no JSON. */
export function parseJsonBytes(bytes: Uint8Array): unknown {
  const pieces: string[] = [];
  // In pieces, because a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) {
    pieces.push(Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + 8192)));
  }
  try {
    return JSON.parse(pieces.join(''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
