import { useSearch } from '@tanstack/react-router';
import type { Id } from '../../core/ids.ts';
import type { Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { useOpenSource } from '../shell/source-link.ts';
import { classesOf } from '../ui/classes.ts';
import css from './Answer.module.css';

const c = classesOf(css);

export interface CitationPillProps {
  readonly number: number;
  readonly itemId: Id;
  readonly title: string;
  readonly span: Span;
}

/** Opens the source at the passage. */
export function CitationPill({ number, itemId, title, span }: CitationPillProps) {
  const t = useT();
  const open = useOpenSource();
  const { source, start } = useSearch({ from: '__root__' });
  const chosen = source === itemId && start === span.start;
  return (
    <button
      type="button"
      data-cite
      className={c('cite', chosen && 'chosen')}
      aria-label={t('chat.cite', { number, title })}
      aria-current={chosen ? 'true' : undefined}
      title={title}
      onClick={() => open(itemId, span)}
    >
      {number}
    </button>
  );
}
