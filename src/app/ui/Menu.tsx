import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { classesOf } from './classes.ts';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import css from './Menu.module.css';

const c = classesOf(css);

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly shortcut?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

export interface MenuProps {
  /** The button that opens it: `Button` or `IconButton`. */
  readonly trigger: ReactElement;
  readonly label: string;
  readonly actions: readonly MenuAction[];
}

export function Menu({ trigger, label, actions }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={c('popover')} placement="bottom end" offset={4}>
        <AriaMenu
          className={c('menu')}
          aria-label={label}
          disabledKeys={actions.flatMap((action) => (action.disabled ? [action.id] : []))}
          onAction={(key) => actions.find((action) => action.id === key)?.run()}
        >
          {actions.map((action) => (
            <MenuItem
              key={action.id}
              id={action.id}
              textValue={action.label}
              className={c('item', action.danger && 'danger')}
            >
              {action.icon && <Icon of={action.icon} size={16} />}
              {action.label}
              {action.shortcut && <Kbd>{action.shortcut}</Kbd>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
