import { Link } from '@tanstack/react-router';
import type { Id } from '../../core/ids.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './NotePage.module.css';

const c = classesOf(css);

/** What links to the note, with the words around the link. */
export function Backlinks({ itemId }: { readonly itemId: Id }) {
  const t = useT();
  const links = useLive('backlinks', { itemId }).value ?? [];
  if (links.length === 0) return null;
  return (
    <section className={c('backlinks')}>
      <h2>{t('notes.backlinks', { count: links.length })}</h2>
      <ul>
        {links.map(({ item, places }) => (
          <li key={item.id}>
            <Link to="/notes/$itemId" params={{ itemId: item.id }} className={c('backlink')}>
              <b>{item.title || t('notes.untitled')}</b>
              <span>{places[0]?.text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
