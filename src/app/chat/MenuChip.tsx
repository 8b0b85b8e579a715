import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import css from '../ui/Bits.module.css';
import type { ButtonProps } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import own from './MenuChip.module.css';

const c = classesOf({ ...css, ...own });

export interface MenuChipProps extends Omit<ButtonProps, 'kind' | 'small' | 'icon'> {
  readonly icon: LucideIcon;
  /** Its name: what is chosen here, and what is chosen now. */
  readonly label: string;
  /** Something other than all is chosen. */
  readonly on?: boolean;
  readonly children: ReactNode;
}

/** A chip that opens a menu: its trigger. */
export function MenuChip({ icon, label, on, children, ...rest }: MenuChipProps) {
  return (
    <AriaButton {...rest} className={c('chip', on && 'on')} aria-label={label}>
      <Icon of={icon} size={14} />
      {children}
    </AriaButton>
  );
}
