import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components/Switch';
import { classesOf } from './classes.ts';
import css from './Switch.module.css';

const c = classesOf(css);

export interface SwitchProps {
  readonly children: ReactNode;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly disabled?: boolean;
  /** Its name, where its words only say how it stands. */
  readonly label?: string;
}

export function Switch({ children, on, onChange, disabled, label }: SwitchProps) {
  return (
    <AriaSwitch
      className={c('switch')}
      isSelected={on}
      onChange={onChange}
      isDisabled={disabled ?? false}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      <span className={c('track')} />
      {children}
    </AriaSwitch>
  );
}
