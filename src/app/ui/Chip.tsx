import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import css from './Bits.module.css';
import { classesOf } from './classes.ts';
import { Icon } from './Icon.tsx';

const c = classesOf(css);

export interface ChipProps {
  readonly children: ReactNode;
  readonly icon?: LucideIcon;
  readonly tone?: 'plain' | 'warn' | 'bad';
  /** Without it, the chip only says something. */
  readonly onPress?: () => void;
  /** For a chip that is on or off: a filter. */
  readonly pressed?: boolean;
  /** Its name, when the words in it do not say enough. */
  readonly label?: string;
}

export function Chip({ children, icon, tone = 'plain', onPress, pressed, label }: ChipProps) {
  const content = (
    <>
      {icon && <Icon of={icon} size={14} />}
      {children}
    </>
  );
  if (onPress === undefined) return <span className={c('chip', tone)}>{content}</span>;
  return (
    <AriaButton
      className={c('chip', tone)}
      onPress={onPress}
      {...(label ? { 'aria-label': label } : {})}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    >
      {content}
    </AriaButton>
  );
}
