import type { WrittenMark } from '../../core/chat/written-claims.ts';

export interface MarkedPart {
  readonly start: number;
  readonly text: string;
  readonly as: WrittenMark['as'] | null;
}

/** The text cut where its marks begin and end; together the parts are the text. */
export function markedParts(text: string, marks: readonly WrittenMark[]): readonly MarkedPart[] {
  const parts: MarkedPart[] = [];
  let at = 0;
  const put = (end: number, as: MarkedPart['as']): void => {
    if (end > at) parts.push({ start: at, text: text.slice(at, end), as });
    at = Math.max(at, end);
  };
  for (const { start, end, as } of marks) {
    put(start, null);
    put(end, as);
  }
  put(text.length, null);
  return parts;
}
