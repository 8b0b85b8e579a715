import { type DecodeBytes, decodeText, type TextEncoding } from '../items/decode-text.ts';
import { toStorableText } from '../items/to-storable.ts';
import { lineEdits } from './merge-texts.ts';
import { toWindows1252 } from './windows-1252.ts';

/**
 * A note's text and the bytes of its file. A note's lines end with `\n` and it has no byte order mark; what the file has
 * beside that is kept for each line that did not change, so an unchanged note gives its file byte for byte.
 */

/** What the environment knows of encodings. Neither keeps nor drops a byte order mark by itself. */
export interface TextCodec {
  readonly decode: DecodeBytes;
  readonly encodeUtf8: (text: string) => Uint8Array;
}

export interface FileText {
  /** As a note has it. */
  readonly text: string;
  /** As the file has it, without its byte order mark. */
  readonly raw: string;
  readonly encoding: TextEncoding;
  /** Bytes that stand before the text. */
  readonly mark: Uint8Array;
}

const LINE_END = /\r\n|\n|\r/g;
export const withPlainLineEnds = (text: string): string => text.replace(LINE_END, '\n');

/** Null for what is no text, or not in an encoding that Hearth knows: such a file is left alone. */
export function readFileText(bytes: Uint8Array, { decode }: TextCodec): FileText | null {
  const mark = bytes.subarray(0, markLength(bytes));
  const isBlank = bytes.subarray(mark.length).every((byte) => byte === 32 || (byte >= 9 && byte <= 13));
  if (isBlank && mark.length !== 2) {
    const raw = decode(bytes.subarray(mark.length), 'utf-8') ?? '';
    return { text: withPlainLineEnds(raw), raw, encoding: 'utf-8', mark };
  }
  const decoded = decodeText(bytes, decode);
  if (!decoded.ok) return null;
  return { text: withPlainLineEnds(decoded.text), raw: decoded.text, encoding: decoded.encoding, mark };
}

function markLength(bytes: Uint8Array): number {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 3;
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) ? 2 : 0;
}

/**
 * The bytes of a file that holds `text`, where it held `base` before (null: it is new). Lines that did not change keep
 * their bytes and line ends; others end as most lines of the file do. A text that the file's encoding cannot write
 * becomes UTF-8.
 */
export function writeFileText(text: string, base: FileText | null, codec: TextCodec): Uint8Array {
  const plain = withPlainLineEnds(toStorableText(text));
  if (base === null) return codec.encodeUtf8(plain);
  const encoded = encode(rawText(plain, base), base, codec);
  // What reads back as something else, such as a text that looks like another encoding's, is written plainly.
  return readFileText(encoded, codec)?.text === plain ? encoded : codec.encodeUtf8(plain);
}

interface RawLine {
  readonly content: string;
  readonly end: string;
}

function rawText(text: string, base: FileText): string {
  const held = rawLines(base.raw);
  const lines = text.split('\n');
  const edits = lineEdits(
    held.map(({ content }) => content),
    lines,
  );
  const usual = usualEnd(held);
  const ends: string[] = [];
  let at = 0;
  for (const edit of edits) {
    for (; at < edit.a; at++) ends.push(held[at]?.end ?? usual);
    // A line that was changed keeps its end.
    for (let i = edit.b; i < edit.bEnd; i++)
      ends.push((edit.a + i - edit.b < edit.aEnd ? held[edit.a + i - edit.b] : undefined)?.end ?? usual);
    at = edit.aEnd;
  }
  for (; at < held.length; at++) ends.push(held[at]?.end ?? usual);
  return lines.map((line, i) => line + (i === lines.length - 1 ? '' : ends[i] || usual)).join('');
}

function rawLines(raw: string): readonly RawLine[] {
  const lines: RawLine[] = [];
  let from = 0;
  for (const { index, 0: end } of raw.matchAll(LINE_END)) {
    lines.push({ content: raw.slice(from, index), end });
    from = index + end.length;
  }
  return [...lines, { content: raw.slice(from), end: '' }];
}

function usualEnd(lines: readonly RawLine[]): string {
  const counts = new Map<string, number>();
  for (const { end } of lines) if (end !== '') counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '\n';
}

function encode(raw: string, { encoding, mark }: FileText, codec: TextCodec): Uint8Array {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return joined(mark, toUtf16(raw, encoding));
  const narrow = encoding === 'windows-1252' ? toWindows1252(raw) : null;
  return narrow ?? joined(mark, codec.encodeUtf8(raw));
}

function toUtf16(text: string, encoding: 'utf-16le' | 'utf-16be'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === 'utf-16le');
  return bytes;
}

function joined(mark: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (mark.length === 0) return bytes;
  const whole = new Uint8Array(mark.length + bytes.length);
  whole.set(mark);
  whole.set(bytes, mark.length);
  return whole;
}
