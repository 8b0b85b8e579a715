export interface ScrollPlace {
  readonly top: number;
  readonly viewport: number;
  readonly content: number;
}

/** Within this many pixels of the end, the reader is at the newest. */
const NEAR_PX = 64;

export const isAtEnd = ({ top, viewport, content }: ScrollPlace): boolean => content - viewport - top <= NEAR_PX;

/**
 * Where to scroll after something came, or null to stay. Only the reader's own acts scroll: opening a conversation
 * goes to its end, asking puts the question at the top, so that the answer grows below it without moving a line.
 */
export function decideScroll(
  event: 'opened' | 'asked' | 'grew',
  place: ScrollPlace,
  questionTop: number,
  marginPx = 24,
): number | null {
  if (event === 'grew') return null;
  const furthest = Math.max(0, place.content - place.viewport);
  return event === 'opened' ? furthest : Math.max(0, Math.min(furthest, questionTop - marginPx));
}
