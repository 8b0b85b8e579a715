import { Check } from 'lucide-react';
import type { RefObject } from 'react';
import { Menu as AriaMenu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { classesOf } from './classes.ts';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import css from './Menu.module.css';
import type { MenuAction } from './Menu.tsx';

const c = classesOf(css);

export interface MenuPopoverProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly actions: readonly MenuAction[];
  readonly onClose: () => void;
}

/** What `Menu` shows: the actions, the first one focused. */
export function MenuPopover({ anchor, label, actions, onClose }: MenuPopoverProps) {
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
      <AriaMenu
        className={c('menu')}
        aria-label={label}
        autoFocus="first"
        disabledKeys={actions.flatMap((action) => (action.disabled ? [action.id] : []))}
        onAction={(key) => actions.find((action) => action.id === key)?.run()}
        onClose={onClose}
      >
        {actions.map((action) => (
          <MenuItem
            key={action.id}
            id={action.id}
            textValue={action.label}
            className={c('item', action.danger && 'danger')}
          >
            {action.mark ?? (action.icon && <Icon of={action.icon} size={16} />)}
            <span className={c('label')} dir="auto">
              {action.label}
            </span>
            {action.isChosen && <Icon of={Check} size={16} />}
            {action.shortcut && <Kbd>{action.shortcut}</Kbd>}
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  );
}
