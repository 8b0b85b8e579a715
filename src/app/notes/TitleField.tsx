import { type KeyboardEvent, useState } from 'react';
import type { Item } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './NotePage.module.css';
import { useRename } from './use-rename.tsx';

const c = classesOf(css);

export interface TitleFieldProps {
  readonly item: Item;
  readonly onEnter: () => void;
}

/** The note's title; saved when it is left. While it is typed, what comes from elsewhere waits. */
export function TitleField({ item, onEnter }: TitleFieldProps) {
  const t = useT();
  const { rename, question } = useRename(item);
  const [typed, setTyped] = useState<string | null>(null);
  const save = async () => {
    const title = typed?.trim().slice(0, 500) ?? '';
    if (title !== '' && title !== item.title) await rename(title);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setTyped(null);
    else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        className={c('title')}
        dir="auto"
        aria-label={t('notes.titleField')}
        placeholder={t('notes.untitled')}
        value={typed ?? item.title}
        // biome-ignore lint/a11y/noAutofocus: a note without a title was just made, and is given one
        autoFocus={item.title === ''}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => void save()}
        onKeyDown={onKeyDown}
      />
      {question}
    </>
  );
}
