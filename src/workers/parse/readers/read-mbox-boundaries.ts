/** Bytes that are searched at once. */
const SLICE = 1024 * 1024;
/** Bytes of a line that begins a message, at most. */
const LINE = 320;

/** As mail programs write it: a sender and a date as C's `asctime` gives it, or nothing at all. */
const FROM_LINE =
  /^From (?:[^\n]{0,200}\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b[^\n]{0,60}\d{1,2}:\d{2}[^\n]{0,40}|-?[ \t]{0,9})\r?(?:\n|$)/;

const latin = new TextDecoder('windows-1252');

/** Whether an empty line stands before `at`, or the file's beginning. */
function isAfterBlank(text: string, at: number, isFileStart: boolean): boolean {
  if (at === 0) return isFileStart;
  if (text[at - 1] !== '\n') return false;
  const before = text[at - 2] === '\r' ? at - 3 : at - 2;
  return before < 0 ? isFileStart : text[before] === '\n';
}

/**
 * Where the messages of a mailbox begin, from `from` on: bytes from the file's start, in order. A line "From …" begins one where
 * it follows an empty line and looks as mail programs write it; what a length field says is not heeded, for it is often wrong.
 */
export async function* messageStarts(file: Blob, from: number): AsyncGenerator<number> {
  for (let at = from; at < file.size; at += SLICE) {
    const begin = Math.max(0, at - 3);
    // One byte is one character: an index in the text is an offset in the file.
    const text = latin.decode(await file.slice(begin, at + SLICE + LINE).arrayBuffer());
    const end = Math.min(at + SLICE, file.size) - begin;
    for (let i = text.indexOf('From ', at - begin); i !== -1 && i < end; i = text.indexOf('From ', i + 1))
      if (isAfterBlank(text, i, begin === 0) && FROM_LINE.test(text.slice(i, i + LINE))) yield begin + i;
  }
}

/** A message without its "From …" line, and with the marks taken off that keep such lines in its body apart. */
export function unescapeMessage(bytes: Uint8Array): Uint8Array {
  const start = bytes.indexOf(10) + 1;
  const text = latin.decode(bytes.subarray(start));
  const marks = [...text.matchAll(/^>{1,1000}From /gm)].map(({ index }) => start + index);
  if (marks.length === 0) return bytes.subarray(start);
  const out = new Uint8Array(bytes.length - start - marks.length);
  let done = 0;
  let from = start;
  for (const mark of [...marks, bytes.length]) {
    out.set(bytes.subarray(from, mark), done);
    done += mark - from;
    from = mark + 1;
  }
  return out;
}
