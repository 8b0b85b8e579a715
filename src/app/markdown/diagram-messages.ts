/** What the page and the frame that draws diagrams say to each other. Both check what comes. */

/** CSS colours. */
export interface DiagramColours {
  readonly dark: boolean;
  readonly ground: string;
  readonly raised: string;
  readonly sunken: string;
  readonly line: string;
  readonly ink: string;
  readonly soft: string;
  readonly accent: string;
}

export interface DrawMessage {
  readonly type: 'draw';
  readonly source: string;
  readonly colours: DiagramColours;
}

export type FrameMessage =
  | { readonly type: 'ready' }
  /** In CSS pixels. */
  | { readonly type: 'drawn'; readonly height: number }
  | { readonly type: 'failed'; readonly reason: string }
  /** It would share the page's origin, and so draws nothing. */
  | { readonly type: 'not-apart' };

/** The name of the frame's page, beside the app's. */
export const DIAGRAM_PAGE = 'diagram.html';
/** Higher ones scroll in their frame. */
const TALLEST_PX = 2_400;
const LONGEST_REASON = 500;

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** What a frame sent, or null for anything else. */
export function readFrameMessage(data: unknown): FrameMessage | null {
  const { type, height, reason } = asRecord(data);
  if (type === 'ready' || type === 'not-apart') return { type };
  if (type === 'drawn' && typeof height === 'number' && height > 0)
    return { type, height: Math.min(Math.ceil(height), TALLEST_PX) };
  if (type === 'failed' && typeof reason === 'string') return { type, reason: reason.slice(0, LONGEST_REASON) };
  return null;
}

const COLOUR = /^[#\w(),.%\s/-]{1,60}$/;

export function readDrawMessage(data: unknown): DrawMessage | null {
  const { type, source, colours } = asRecord(data);
  if (type !== 'draw' || typeof source !== 'string') return null;
  const { dark, ...given } = asRecord(colours);
  const names = ['ground', 'raised', 'sunken', 'line', 'ink', 'soft', 'accent'] as const;
  const [ground, raised, sunken, line, ink, soft, accent] = names.map((name) => {
    const value = given[name];
    return typeof value === 'string' && COLOUR.test(value.trim()) ? value.trim() : '#808080';
  });
  if (!ground || !raised || !sunken || !line || !ink || !soft || !accent) return null;
  return { type, source, colours: { dark: dark === true, ground, raised, sunken, line, ink, soft, accent } };
}
