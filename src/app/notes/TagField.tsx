import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import type { Item } from '../../core/items/item.ts';
import { useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './NotePage.module.css';
import { readTag } from './read-tag.ts';

const c = classesOf(css);

/** The note's tags: each can be taken off, another put on. */
export function TagField({ item }: { readonly item: Item }) {
  const t = useT();
  const command = useCommand();
  const known = useLive('tags', {}).value ?? [];
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);
  const listId = useId();
  const put = (tags: readonly string[], done?: string) =>
    command('tag-item', { itemId: item.id, tags: [...tags] }, done === undefined ? {} : { done });
  const takeOff = (tag: string) =>
    put(
      item.tags.filter((other) => other !== tag),
      t('notes.tagRemoved', { tag }),
    );
  const add = async () => {
    const tag = readTag(typed);
    if (typed.trim() === '') return;
    setRefused(tag === null);
    if (tag === null) return;
    setTyped('');
    if (!item.tags.includes(tag)) await put([...item.tags, tag]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== ',')) return;
    event.preventDefault();
    void add();
  };
  return (
    <div className={c('tags')}>
      <ul aria-label={t('notes.tags')}>
        {item.tags.map((tag) => (
          <li key={tag} className={c('tag')}>
            #{tag}
            <button type="button" aria-label={t('notes.removeTag', { tag })} onClick={() => void takeOff(tag)}>
              <Icon of={X} size={14} />
            </button>
          </li>
        ))}
      </ul>
      <label className={c('addTag')}>
        <Icon of={Plus} size={14} />
        <span className="visually-hidden">{t('notes.addTag')}</span>
        <input
          value={typed}
          list={listId}
          placeholder={t('notes.addTag')}
          aria-invalid={refused}
          onChange={(event) => {
            setTyped(event.target.value);
            setRefused(false);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => void add()}
        />
        <datalist id={listId}>
          {known.map(({ tag }) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
      </label>
      {refused && (
        <p role="alert" className={c('badTag')}>
          {t('notes.badTag')}
        </p>
      )}
    </div>
  );
}
