import { Check } from 'lucide-react';
import type { RefObject } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { classesOf } from './classes.ts';
import { Icon } from './Icon.tsx';
import css from './Select.module.css';
import type { SelectOption } from './Select.tsx';

const c = classesOf(css);

export interface SelectListProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption<string>[];
  readonly onChoose: (value: string) => void;
  readonly onClose: () => void;
}

/** What `Select` shows: the options, the chosen one focused. */
export function SelectList({ anchor, label, value, options, onChoose, onClose }: SelectListProps) {
  return (
    <Popover
      className={c('popover')}
      aria-label={label}
      triggerRef={anchor}
      placement="bottom end"
      offset={4}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Menu
        className={c('list')}
        aria-label={label}
        autoFocus="first"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onAction={(key) => onChoose(String(key))}
        onClose={onClose}
      >
        {options.map((option) => (
          <MenuItem key={option.value} id={option.value} textValue={option.label} className={c('option')}>
            {option.label}
            {option.value === value && <Icon of={Check} size={16} />}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
