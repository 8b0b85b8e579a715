import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Panes.module.css';
import { BESIDE_MAX, BESIDE_MIN, heldPercent } from './pane-size.ts';

const c = classesOf(css);
const STEP = 5;

export interface ResizerProps {
  /** Of the second pane, in hundredths of what both share. */
  readonly percent: number;
  readonly onResize: (percent: number) => void;
}

/** The line between two panes: drawn with the pointer, moved with the arrow keys, Home and End. */
export function Resizer({ percent, onResize }: ResizerProps) {
  const t = useT();
  const line = useRef<HTMLDivElement>(null);
  const isTurned = () => line.current !== null && getComputedStyle(line.current).direction === 'rtl';
  const draw = (event: PointerEvent) => {
    if (!line.current?.hasPointerCapture(event.pointerId)) return;
    const pane = line.current.parentElement?.getBoundingClientRect();
    const main = line.current.parentElement?.parentElement?.querySelector('main')?.getBoundingClientRect();
    if (!pane || !main) return;
    const share = isTurned() ? event.clientX - pane.left : pane.right - event.clientX;
    onResize(heldPercent((share / (pane.width + main.width)) * 100));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const wider = isTurned() ? 'ArrowRight' : 'ArrowLeft';
    const narrower = isTurned() ? 'ArrowLeft' : 'ArrowRight';
    if (event.key === wider) onResize(heldPercent(percent + STEP));
    else if (event.key === narrower) onResize(heldPercent(percent - STEP));
    else if (event.key === 'Home') onResize(BESIDE_MIN);
    else if (event.key === 'End') onResize(BESIDE_MAX);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that is moved, not one that divides a text
    <div
      ref={line}
      role="separator"
      tabIndex={0}
      aria-label={t('panes.resize')}
      aria-orientation="vertical"
      aria-valuemin={BESIDE_MIN}
      aria-valuemax={BESIDE_MAX}
      aria-valuenow={percent}
      aria-valuetext={t('panes.resize.value', { percent })}
      className={c('resizer')}
      onPointerDown={(event) => line.current?.setPointerCapture(event.pointerId)}
      onPointerMove={draw}
      onKeyDown={onKeyDown}
    />
  );
}
