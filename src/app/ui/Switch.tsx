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
}

export function Switch({ children, on, onChange, disabled }: SwitchProps) {
  return (
    <AriaSwitch className={c('switch')} isSelected={on} onChange={onChange} isDisabled={disabled ?? false}>
      <span className={c('track')} />
      {children}
    </AriaSwitch>
  );
}
