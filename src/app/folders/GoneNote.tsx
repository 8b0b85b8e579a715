import type { Id } from '../../core/ids.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './GoneNote.module.css';
import { useGoneItems } from './useGoneItems.ts';

const c = classesOf(css);

/** Before an item's text: that its file is not in its connected folder any more. Else nothing. */
export function GoneNote({ itemId }: { readonly itemId: Id }) {
  const t = useT();
  return useGoneItems().has(itemId) && <p className={c('note')}>{t('folders.goneFrom')}</p>;
}
