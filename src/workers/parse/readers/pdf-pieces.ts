import type { PageViewport } from 'pdfjs-dist';
import type { TextItem, TextMarkedContent } from 'pdfjs-dist/types/src/display/api.d.ts';

/** Edges in points, from the top left corner of the page. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A run of text as it stands on its page. */
export interface PagePiece extends Bounds {
  readonly text: string;
  /** Height of the font. */
  readonly size: number;
  /** Whether it runs along the line, as nearly all text does. */
  readonly isUpright: boolean;
  /** White space stands before it in the page's own order. */
  readonly isSpaced: boolean;
  readonly isRightToLeft: boolean;
}

type Matrix = readonly [number, number, number, number, number, number];

/** As pdf.js has it: six numbers, in a list of anything. */
const matrixOf = (values: readonly unknown[]): Matrix => {
  const [a, b, c, d, e, f] = values.map(Number);
  return [a ?? Number.NaN, b ?? Number.NaN, c ?? Number.NaN, d ?? Number.NaN, e ?? Number.NaN, f ?? Number.NaN];
};

const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: fonts without a table of characters yield them
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/g;

/** Signs of the Symbol and Wingdings fonts that stand for bullets. */
const FONT_BULLETS = /[\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d]/g;

/** Shares of a font's height above and below the line it stands on. */
const ASCENT = 0.85;
const DESCENT = 0.22;

function toPiece(item: TextItem, view: PageViewport, isSpaced: boolean): PagePiece | null {
  const m = multiply(matrixOf(view.transform), matrixOf(item.transform));
  const size = Math.hypot(m[2], m[3]);
  const stretch = Math.hypot(m[0], m[1]);
  if (!Number.isFinite(m.reduce((sum, each) => sum + each, item.width)) || size === 0 || stretch === 0) return null;
  const [alongX, alongY] = [m[0] / stretch, m[1] / stretch];
  const [upX, upY] = [m[2] / size, m[3] / size];
  const width = item.width * view.scale * view.userUnit;
  const corners = [0, width].flatMap((along) =>
    [ASCENT * size, -DESCENT * size].map(
      (up) => [m[4] + along * alongX + up * upX, m[5] + along * alongY + up * upY] as const,
    ),
  );
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return {
    text: item.str.replace(CONTROL, '').replace(FONT_BULLETS, '•'),
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
    size,
    isUpright: alongX > 0.97 && upY < 0,
    isSpaced,
    isRightToLeft: item.dir === 'rtl',
  };
}

/** What is drawn twice, a little beside, to look bold. */
const sameInk = ({ text, left, top, size }: PagePiece): string =>
  `${Math.round(left / (size / 4))} ${Math.round(top / (size / 4))} ${text}`;

/** A page's text in the page's own order, without white space that stands alone and without what is drawn twice. */
export function toPieces(items: readonly (TextItem | TextMarkedContent)[], view: PageViewport): readonly PagePiece[] {
  const pieces = new Map<string, PagePiece>();
  let isSpaced = false;
  for (const item of items) {
    if (!('str' in item)) continue;
    const piece = item.str.trim() === '' ? null : toPiece(item, view, isSpaced);
    if (piece === null || piece.text.trim() === '') {
      isSpaced ||= item.str !== '';
      continue;
    }
    const key = sameInk(piece);
    if (!pieces.has(key)) pieces.set(key, piece);
    isSpaced = false;
  }
  return [...pieces.values()];
}
