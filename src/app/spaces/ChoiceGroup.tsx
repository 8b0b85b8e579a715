import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { classesOf } from '../ui/classes.ts';
import css from './Spaces.module.css';

const c = classesOf(css);

export interface ChoiceGroupProps<V extends string> {
  readonly label: string;
  readonly value: V | null;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly show: (value: V) => ReactNode;
  /** Null where the one that was chosen is let go. */
  readonly onChange: (value: V | null) => void;
}

/** One of a few that are seen, or none. Arrow keys move. */
export function ChoiceGroup<V extends string>({ label, value, options, show, onChange }: ChoiceGroupProps<V>) {
  return (
    <div className={c('choice')}>
      <span className={c('choiceLabel')}>{label}</span>
      <ToggleButtonGroup
        className={c('choices')}
        aria-label={label}
        selectionMode="single"
        selectedKeys={value === null ? [] : [value]}
        onSelectionChange={(keys) => onChange(options.find((option) => keys.has(option.value))?.value ?? null)}
      >
        {options.map((option) => (
          <ToggleButton key={option.value} id={option.value} aria-label={option.label} className={c('option')}>
            {show(option.value)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
