import { ChevronDown } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classesOf } from './classes.ts';
import { Icon } from './Icon.tsx';
import css from './Select.module.css';

const c = classesOf(css);
const loadList = () => import('./SelectList.tsx');
const SelectList = lazy(async () => ({ default: (await loadList()).SelectList }));

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
}

export interface SelectProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly SelectOption<V>[];
  readonly onChange: (value: V) => void;
}

/** One of several. The list is loaded when the pointer or the focus comes near. */
export function Select<V extends string>({ label, value, options, onChange }: SelectProps<V>) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value)?.label ?? value;
  const prepare = () => void loadList();
  return (
    <>
      <AriaButton
        ref={button}
        className={c('button')}
        aria-label={`${label}: ${chosen}`}
        aria-haspopup="menu"
        aria-expanded={open}
        onPress={() => setOpen(true)}
        onHoverStart={prepare}
        onFocus={prepare}
      >
        {chosen}
        <Icon of={ChevronDown} size={16} />
      </AriaButton>
      <Suspense>
        {open && (
          <SelectList
            anchor={button}
            label={label}
            value={value}
            options={options}
            onChoose={(key) => {
              const found = options.find((option) => option.value === key);
              if (found) onChange(found.value);
            }}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  );
}
