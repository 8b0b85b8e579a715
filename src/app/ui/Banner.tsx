import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './Bits.module.css';
import { classesOf } from './classes.ts';
import { Icon } from './Icon.tsx';

const c = classesOf(css);

export interface BannerProps {
  readonly tone?: 'info' | 'warn' | 'bad';
  /** What is so, and what to do. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Over a view: a state that the user must know of to go on. */
export function Banner({ tone = 'info', children, action }: BannerProps) {
  return (
    <div
      className={c('banner', tone === 'warn' && 'bannerWarn', tone === 'bad' && 'bannerBad')}
      role={tone === 'bad' ? 'alert' : 'status'}
    >
      <Icon of={tone === 'info' ? Info : TriangleAlert} />
      <p>{children}</p>
      {action}
    </div>
  );
}
