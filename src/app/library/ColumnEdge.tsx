import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { heldWidth, WIDTH_MAX, WIDTH_MIN } from './columns.ts';
import css from './Library.module.css';

const c = classesOf(css);
const STEP = 16;

export interface ColumnEdgeProps {
  readonly name: string;
  /** In CSS pixels; undefined while it has what is left. */
  readonly width: number | undefined;
  readonly onWidth: (width: number | undefined) => void;
}

/** The end of a column: drawn with the pointer, moved with the arrow keys, Home and End; a double press, or Backspace, lets go of the width. */
export function ColumnEdge({ name, width, onWidth }: ColumnEdgeProps) {
  const t = useT();
  const edge = useRef<HTMLSpanElement>(null);
  const cell = () => edge.current?.parentElement?.getBoundingClientRect();
  const isTurned = () => edge.current !== null && getComputedStyle(edge.current).direction === 'rtl';
  const draw = (event: PointerEvent) => {
    const box = cell();
    if (!edge.current?.hasPointerCapture(event.pointerId) || box === undefined) return;
    onWidth(heldWidth(isTurned() ? box.right - event.clientX : event.clientX - box.left));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const now = width ?? cell()?.width ?? WIDTH_MIN;
    if (event.key === (isTurned() ? 'ArrowLeft' : 'ArrowRight')) onWidth(heldWidth(now + STEP));
    else if (event.key === (isTurned() ? 'ArrowRight' : 'ArrowLeft')) onWidth(heldWidth(now - STEP));
    else if (event.key === 'Home') onWidth(WIDTH_MIN);
    else if (event.key === 'End') onWidth(WIDTH_MAX);
    else if (event.key === 'Backspace') onWidth(undefined);
    else return;
    event.preventDefault();
  };
  const value = width === undefined ? t('library.width.shared') : t('library.width.value', { px: width });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that is moved, not one that divides a text
    <span
      ref={edge}
      role="separator"
      tabIndex={0}
      aria-label={t('library.width', { column: name })}
      aria-orientation="vertical"
      aria-valuemin={WIDTH_MIN}
      aria-valuemax={WIDTH_MAX}
      aria-valuenow={width ?? WIDTH_MIN}
      aria-valuetext={value}
      className={c('edge')}
      onPointerDown={(event) => edge.current?.setPointerCapture(event.pointerId)}
      onPointerMove={draw}
      onDoubleClick={() => onWidth(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
