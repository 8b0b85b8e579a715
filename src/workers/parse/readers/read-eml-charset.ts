/** Encodings that a message names wrongly, or not at all, and what its bytes are in. */

const decodes = (label: string, bytes: Uint8Array): boolean => {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false; // not valid in it, or no such encoding
  }
};

const encodingOf = (label: string): string | null => {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null; // no encoding of the Encoding Standard
  }
};

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 128);

export interface MendedCharset {
  readonly label: string;
  /** What was wrong, for the report; null where nothing was. */
  readonly warning: string | null;
}

/** The encoding to read a body in, from the one that is declared and the body's bytes. */
export function mendCharset(declared: string | undefined, bytes: Uint8Array): MendedCharset {
  const label = (declared ?? '').trim().toLowerCase() || 'utf-8';
  const named =
    declared === undefined ? 'names no encoding' : `is not in the encoding that it names (${label.slice(0, 40)})`;
  const encoding = encodingOf(label);
  const single = encoding === 'windows-1252';
  if (encoding !== null && !single && decodes(label, bytes)) return { label, warning: null };
  if (isAscii(bytes) && (single || encoding === null)) return { label, warning: null };
  if (decodes('utf-8', bytes)) return { label: 'utf-8', warning: `The message ${named}; it was read as UTF-8.` };
  if (single) return { label, warning: null };
  if (encoding === null)
    return {
      label,
      warning: `The message names an encoding that is not known (${label.slice(0, 40)}); some letters may be wrong.`,
    };
  return { label: 'windows-1252', warning: `The message ${named}; it was read as windows-1252.` };
}

/** Bytes that a message's head has at most. */
const MAX_HEAD = 2 * 1024 * 1024;

function headLength(bytes: Uint8Array): number {
  const end = Math.min(bytes.length, MAX_HEAD);
  for (let at = bytes.indexOf(10); at !== -1 && at < end; at = bytes.indexOf(10, at + 1)) {
    const next = bytes[at + 1];
    if (next === 10 || (next === 13 && bytes[at + 2] === 10)) return at + 1;
  }
  return end;
}

/** A message whose head is UTF-8: one that writes another encoding there, against the standard, is taken as windows-1252. */
export function mendHead(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly warning: string | null } {
  const length = headLength(bytes);
  const head = bytes.subarray(0, length);
  if (decodes('utf-8', head)) return { bytes, warning: null };
  const mended = new TextEncoder().encode(new TextDecoder('windows-1252').decode(head));
  const all = new Uint8Array(mended.length + bytes.length - length);
  all.set(mended);
  all.set(bytes.subarray(length), mended.length);
  return { bytes: all, warning: 'The head of the message names no encoding; it was read as windows-1252.' };
}
