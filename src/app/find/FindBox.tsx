import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { SearchField } from '../ui/Field.tsx';
import { fillFilter, openFilter } from './completion.ts';
import { FilterList, optionId } from './FilterList.tsx';
import css from './FindBox.module.css';

const c = classesOf(css);

export interface FindBoxProps {
  readonly text: string;
  readonly type: (text: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Keys that the list of values leaves. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** The field of Find; behind `kind:`, `tag:`, `in:`, `from:` and `to:` it offers what there is. */
export function FindBox({ text, type, field, onKeyDown }: FindBoxProps) {
  const t = useT();
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  /** The text whose list was closed by Escape. */
  const [closed, setClosed] = useState<string | null>(null);
  const open = caret === null || closed === text ? null : openFilter(text, caret);
  const offered = useLive('complete-filter', open && { field: open.field, typed: open.typed }, { keep: true }).value;
  const values = open === null ? [] : (offered ?? []).filter(({ value }) => value !== open.typed);
  const at = Math.min(active, values.length - 1);

  const choose = (value: string) => {
    if (open === null) return;
    type(fillFilter(text, open, value));
    setCaret(null);
    setActive(0);
    field.current?.focus();
  };
  /** Before the field reads the key: Escape would clear it. */
  const lead = (event: KeyboardEvent<HTMLElement>) => {
    if (values.length === 0 || event.nativeEvent.isComposing || event.target !== field.current) return;
    if (event.key === 'ArrowDown') setActive((at + 1) % values.length);
    else if (event.key === 'ArrowUp') setActive((at + values.length - 1) % values.length);
    else if (event.key === 'Escape') setClosed(text);
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) choose(values[at]?.value ?? '');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={c('box')} onKeyDownCapture={lead}>
      <SearchField
        ref={field}
        large
        autoFocus
        label={t('find.field')}
        value={text}
        onChange={(value) => {
          type(value);
          setActive(0);
          setCaret(field.current?.selectionStart ?? value.length);
        }}
        onSelect={() => setCaret(field.current?.selectionStart ?? null)}
        onBlur={() => setCaret(null)}
        onKeyDown={onKeyDown}
        {...(values.length > 0 ? { suggestions: { listId, optionId: optionId(listId, at) } } : {})}
      />
      {values.length > 0 && <FilterList id={listId} values={values} active={at} onChoose={choose} />}
    </div>
  );
}
