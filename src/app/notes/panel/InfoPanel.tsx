import { useMemo } from 'react';
import type { Item } from '../../../core/items/item.ts';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { classesOf } from '../../ui/classes.ts';
import type { NoteHandle } from '../note-handle.ts';
import { useNoteText } from '../use-note-text.ts';
import { createTextCounter } from './count-words.ts';
import css from './NotePanel.module.css';

const c = classesOf(css);

export interface InfoPanelProps {
  readonly item: Item;
  readonly editor: NoteHandle | null;
}

export function InfoPanel({ item, editor }: InfoPanelProps) {
  const t = useT();
  const locale = useLocale();
  const text = useNoteText(editor);
  const count = useMemo(() => createTextCounter(locale), [locale]);
  const { words, characters } = useMemo(() => count(text), [count, text]);
  const number = new Intl.NumberFormat(locale);
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const facts = [
    ['words', number.format(words)],
    ['characters', number.format(characters)],
    ['created', moment.format(item.createdMs)],
    ['changed', moment.format(item.updatedMs)],
    ['folder', item.folder === '' ? t('notes.folder.top') : item.folder.split('/').join(' / ')],
  ] as const;
  return (
    <dl className={c('facts')}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{t(`notes.info.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
