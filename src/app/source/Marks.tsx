import type { Box } from '../../core/items/source-place.ts';

export interface MarksProps {
  /** In shares of what they lie on. */
  readonly boxes: readonly Box[];
  readonly className: string;
}

/** What is marked on a page or picture, for those who see it. */
export function Marks({ boxes, className }: MarksProps) {
  return boxes.map(([left, top, right, bottom]) => (
    <mark
      key={`${left} ${top} ${right} ${bottom}`}
      className={className}
      aria-hidden
      style={{ left: percent(left), top: percent(top), width: percent(right - left), height: percent(bottom - top) }}
    />
  ));
}

const percent = (share: number): string => `${share * 100}%`;
