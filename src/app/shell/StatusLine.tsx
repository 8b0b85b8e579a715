import { Check, CircleDashed, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './StatusDetails.module.css';

const c = classesOf(css);
const ICONS = { ok: Check, wait: CircleDashed, warn: TriangleAlert } as const;

export interface StatusLineProps {
  readonly tone: keyof typeof ICONS;
  readonly children: ReactNode;
  /** A bar or buttons under the sentence. */
  readonly more?: ReactNode;
}

/** A sentence about Hearth's state with its sign. */
export function StatusLine({ tone, children, more }: StatusLineProps) {
  return (
    <li className={c('line', tone)}>
      <Icon of={ICONS[tone]} size={16} />
      <div className={c('content')}>
        <p>{children}</p>
        {more}
      </div>
    </li>
  );
}
