import { useEffect, useRef } from 'react';
import css from './Bits.module.css';
import { classesOf } from './classes.ts';

const c = classesOf(css);

export interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** What is read out in place of the percentage: "412 of 655". */
  readonly valueText?: string;
}

/** Only for progress that knows how much; the words beside it say what it is. */
export function ProgressBar({ label, done, total, valueText }: ProgressBarProps) {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const fill = useRef<HTMLDivElement>(null);
  useEffect(() => {
    fill.current?.style.setProperty('--share', String(share));
  }, [share]);
  return (
    <div
      className={c('track')}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      {...(valueText ? { 'aria-valuetext': valueText } : {})}
    >
      <div ref={fill} className={c('fill')} />
    </div>
  );
}
