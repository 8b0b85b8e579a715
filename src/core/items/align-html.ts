/** A piece of decoded text and the source that it stands for. */
export type EmitPiece = (text: string, from: number, to: number, isCopy: boolean) => void;

const REFERENCE = /&(?:#\d{1,8}|#x[\da-f]{1,7}|[a-z][a-z\d]{1,31});?/iy;
const AMPERSAND = /&(?:amp(?:;|(?![a-z\d]))|#0*38;?|#x0*26;?)/iy;

const matchAt = (pattern: RegExp, source: string, at: number): string | null => {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
};

/** Code units that a character reference at `at` became: one, or two for a pair. */
function referenceWidth(value: string, i: number, nextInSource: string | undefined): number {
  if ((value.codePointAt(i) ?? 0) > 0xffff) return 2;
  const afterOne = value[i + 1];
  return afterOne !== nextInSource && nextInSource !== undefined && value[i + 2] === nextInSource ? 2 : 1;
}

/**
 * Sets a text node's decoded value beside its source, so that each character keeps its place. Where the two cannot be
 * matched (text that the parser moved or mended), the rest is one piece that stands for the rest of the source.
 */
export function alignHtmlText(source: string, from: number, to: number, value: string, emit: EmitPiece): void {
  let i = 0;
  let at = from;
  let runStart = from;
  const flush = (): void => {
    if (at > runStart) emit(source.slice(runStart, at), runStart, at, true);
  };
  while (i < value.length) {
    const expected = value[i];
    const found = at < to ? source[at] : undefined;
    const reference =
      found === '&' ? matchAt(expected === '&' ? AMPERSAND : REFERENCE, source, at) : found === '\r' ? '\r' : null;
    if (reference !== null) {
      flush();
      const isLineEnd = reference === '\r';
      const length = isLineEnd && source[at + 1] === '\n' ? 2 : reference.length;
      const width = isLineEnd ? 1 : referenceWidth(value, i, source[at + length]);
      emit(value.slice(i, i + width), at, at + length, false);
      i += width;
      at += length;
      runStart = at;
    } else if (found === expected) {
      i += 1;
      at += 1;
    } else {
      flush();
      emit(value.slice(i), Math.min(at, to), to, false);
      return;
    }
  }
  flush();
}
