import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './Bits.module.css';
import { classesOf } from './classes.ts';
import { Icon } from './Icon.tsx';

const c = classesOf(css);

export interface EmptyStateProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly text?: ReactNode;
  /** Buttons: what to do next. */
  readonly children?: ReactNode;
}

/** In the place of what is not there: says why, and what to do. */
export function EmptyState({ icon, title, text, children }: EmptyStateProps) {
  return (
    <div className={c('empty')}>
      {icon && <Icon of={icon} size={24} />}
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children && <div className={c('actions')}>{children}</div>}
    </div>
  );
}
