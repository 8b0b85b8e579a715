/** An encoding that Hearth reads, as the Encoding Standard labels it. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * Decodes strictly: null where the bytes are not valid in that encoding. Keeps no byte order mark.
 * In browsers and Node: `new TextDecoder(label, { fatal: true }).decode(bytes)`, null where it throws.
 */
export type DecodeBytes = (bytes: Uint8Array, encoding: TextEncoding) => string | null;

export type DecodedText =
  | { readonly ok: true; readonly text: string; readonly encoding: TextEncoding }
  | { readonly ok: false; readonly code: 'unreadable' | 'unsupported' | 'wrong-encoding'; readonly message: string };

const SIGNATURES: readonly (readonly [what: string, at: number, bytes: readonly number[]])[] = [
  ['a picture', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', 0, [0xff, 0xd8, 0xff]],
  ['a picture', 0, [0x47, 0x49, 0x46, 0x38]],
  ['a picture', 8, [0x57, 0x45, 0x42, 0x50]],
  ['a picture', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['a picture', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['a PDF', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['an archive or an office document', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['an archive', 0, [0x1f, 0x8b, 0x08]],
  ['an archive', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['an archive', 0, [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['an office document', 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['a recording', 0, [0x49, 0x44, 0x33]],
  ['a recording', 0, [0x4f, 0x67, 0x67, 0x53]],
  ['a recording', 0, [0x66, 0x4c, 0x61, 0x43]],
  ['a film', 4, [0x66, 0x74, 0x79, 0x70]],
  ['a film', 0, [0x1a, 0x45, 0xdf, 0xa3]],
  ['a program', 0, [0x7f, 0x45, 0x4c, 0x46]],
  ['a program', 0, [0x00, 0x61, 0x73, 0x6d]],
  ['a database', 0, [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
];

const UNKNOWN = {
  ok: false,
  code: 'wrong-encoding',
  message: 'This file is not in an encoding that Hearth knows.',
} as const;
const BINARY = { ok: false, code: 'unsupported', message: 'This looks like binary data, not text.' } as const;

const startsWith = (bytes: Uint8Array, at: number, prefix: readonly number[]): boolean =>
  prefix.every((byte, i) => bytes[at + i] === byte);

function byteOrderMark(bytes: Uint8Array): { readonly encoding: TextEncoding; readonly length: number } | null {
  if (startsWith(bytes, 0, [0xef, 0xbb, 0xbf])) return { encoding: 'utf-8', length: 3 };
  if (startsWith(bytes, 0, [0xff, 0xfe])) return { encoding: 'utf-16le', length: 2 };
  if (startsWith(bytes, 0, [0xfe, 0xff])) return { encoding: 'utf-16be', length: 2 };
  return null;
}

/** Bytes that are looked at to tell what a file is. */
const SAMPLE_BYTES = 65_536;

/** Text in UTF-16 that is mostly Latin has a zero in every second byte: at least 40 % of one half, under 5 % of the other. */
function zeroPattern(bytes: Uint8Array): TextEncoding | null {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  if (length < 4 || bytes.length % 2 === 1) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even += 1;
    if (bytes[i + 1] === 0) odd += 1;
  }
  const half = length / 2;
  if (odd >= half * 0.4 && even < half * 0.05) return 'utf-16le';
  if (even >= half * 0.4 && odd < half * 0.05) return 'utf-16be';
  return null;
}

const isControl = (code: number): boolean =>
  (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) || code === 127;

/** Share of control characters among the first of a text. A terminal's log has a few; binary data has many. */
function controlShare(text: string): number {
  const length = Math.min(text.length, SAMPLE_BYTES);
  let controls = 0;
  for (let i = 0; i < length; i += 1) if (isControl(text.charCodeAt(i))) controls += 1;
  return length === 0 ? 0 : controls / length;
}

/**
 * Windows-1252 is a guess, since nearly every byte sequence is valid in it. It is made only where there is no undefined
 * byte, no control byte but white space, at most 30 % of the bytes are above 127, and most of those are letters or
 * typographic marks that stand beside ASCII, as in a western European text.
 */
function looksLikeWindows1252(bytes: Uint8Array): boolean {
  let high = 0;
  let plausible = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (isControl(byte) || byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d)
      return false;
    if (byte < 128) continue;
    high += 1;
    const mark = (byte >= 0x80 && byte < 0xc0) || byte >= 0xc0;
    const beside = (bytes[i - 1] ?? 32) < 128 || (bytes[i + 1] ?? 32) < 128;
    if (mark && beside && byte !== 0xd7 && byte !== 0xf7) plausible += 1;
  }
  return high <= bytes.length * 0.3 && plausible >= high * 0.7;
}

function checked(text: string | null, encoding: TextEncoding): DecodedText {
  if (text === null) return UNKNOWN;
  if (text.includes('\0') || controlShare(text) > 0.05) return BINARY;
  if (text.trim() === '') return { ok: false, code: 'unreadable', message: 'This file is empty.' };
  return { ok: true, text, encoding };
}

/** The text of a file's bytes, without a byte order mark, or why there is none. */
export function decodeText(bytes: Uint8Array, decode: DecodeBytes): DecodedText {
  if (bytes.length === 0) return { ok: false, code: 'unreadable', message: 'This file is empty.' };
  const mark = byteOrderMark(bytes);
  if (mark !== null) return checked(decode(bytes.subarray(mark.length), mark.encoding), mark.encoding);
  const found = SIGNATURES.find(([, at, prefix]) => startsWith(bytes, at, prefix));
  if (found !== undefined) return { ok: false, code: 'unsupported', message: `This looks like ${found[0]}, not text.` };
  const wide = zeroPattern(bytes);
  if (wide !== null) return checked(decode(bytes, wide), wide);
  if (bytes.subarray(0, SAMPLE_BYTES).includes(0)) return BINARY;
  const text = decode(bytes, 'utf-8');
  if (text !== null) return checked(text, 'utf-8');
  if (looksLikeWindows1252(bytes)) return checked(decode(bytes, 'windows-1252'), 'windows-1252');
  return UNKNOWN;
}
