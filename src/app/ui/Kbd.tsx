import type { ReactNode } from 'react';
import { classesOf } from './classes.ts';
import css from './Kbd.module.css';

const c = classesOf(css);

/** A key to press, shown where its action is. Screen readers have it from `aria-keyshortcuts`. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className={c('kbd')} aria-hidden>
      {children}
    </kbd>
  );
}
