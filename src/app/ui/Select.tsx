import { Check, ChevronDown } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { classesOf } from './classes.ts';
import { Icon } from './Icon.tsx';
import css from './Select.module.css';

const c = classesOf(css);

export interface SelectProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
}

export function Select<V extends string>({ label, value, options, onChange }: SelectProps<V>) {
  return (
    <AriaSelect
      aria-label={label}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
    >
      <AriaButton className={c('button')}>
        <SelectValue>{options.find((option) => option.value === value)?.label}</SelectValue>
        <Icon of={ChevronDown} size={16} />
      </AriaButton>
      <Popover className={c('popover')} offset={4}>
        <ListBox className={c('list')}>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={c('option')}>
              {option.label}
              {option.value === value && <Icon of={Check} size={16} />}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
