import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import css from './Button.module.css';
import { classesOf } from './classes.ts';
import { Icon } from './Icon.tsx';

const c = classesOf(css);

type Base = Omit<AriaButtonProps, 'className' | 'style' | 'children'>;

export interface ButtonProps extends Base {
  /** One `primary` a screen: the thing to do next. Default `secondary`. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'link';
  readonly small?: boolean;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind = 'secondary', small, icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={c('button', kind, small && 'small')}>
      {icon && <Icon of={icon} size={16} />}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Base {
  readonly icon: LucideIcon;
  /** The button's name, shown as a tip under the pointer and by keyboard focus. */
  readonly label: string;
  readonly size?: 16 | 20;
  readonly tipSide?: 'top' | 'bottom';
  readonly tipAlign?: 'start' | 'end';
  /** Round and filled: the one thing to do next. */
  readonly primary?: boolean;
  /** A key to press for it, shown in the tip. */
  readonly shortcut?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton(props: IconButtonProps) {
  const { icon, label, size = 20, tipSide = 'bottom', tipAlign = 'end', primary, shortcut, ...rest } = props;
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      data-tip={shortcut === undefined ? label : `${label}  ${shortcut}`}
      data-tip-side={tipSide}
      data-tip-align={tipAlign}
      className={c('button', 'icon', primary && 'primary', primary && 'round')}
    >
      <Icon of={icon} size={size} />
    </AriaButton>
  );
}
