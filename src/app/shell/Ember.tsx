import { classesOf } from '../ui/classes.ts';
import css from './Nav.module.css';

const c = classesOf(css);

/** Hearth's mark. */
export function Ember({ large }: { readonly large?: boolean }) {
  return <span className={c('ember', large && 'emberLarge')} aria-hidden />;
}
