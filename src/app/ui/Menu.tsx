import type { LucideIcon } from 'lucide-react';
import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useRef, useState } from 'react';
import type { ButtonProps, IconButtonProps } from './Button.tsx';

const loadPopover = () => import('./MenuPopover.tsx');
const MenuPopover = lazy(async () => ({ default: (await loadPopover()).MenuPopover }));

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** In the place of an icon: a sign of its own. */
  readonly mark?: ReactNode;
  /** It is the one in force now. */
  readonly isChosen?: boolean;
  readonly shortcut?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

export interface MenuProps {
  /** The button that opens it: `Button` or `IconButton`. */
  readonly trigger: ReactElement<Partial<ButtonProps> | Partial<IconButtonProps>>;
  readonly label: string;
  readonly actions: readonly MenuAction[];
}

/** The list is loaded when the pointer or the focus comes near: no first paint needs it. */
export function Menu({ trigger, label, actions }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const prepare = () => void loadPopover();
  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onPress: () => setOpen(true),
        onHoverStart: prepare,
        onFocus: prepare,
      })}
      <Suspense>
        {open && <MenuPopover anchor={button} label={label} actions={actions} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
