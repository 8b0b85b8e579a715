import { type FormEvent, useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Select } from '../../ui/Select.tsx';
import css from './Properties.module.css';

const c = classesOf(css);
const TYPES = ['text', 'number', 'date', 'checkbox', 'list'] as const;
type Type = (typeof TYPES)[number];

export interface AddPropertyProps {
  readonly onAdd: (key: string, type: Type) => void;
  readonly onClose: () => void;
}

/** Its name and its kind; Enter adds it, Escape does not. */
export function AddProperty({ onAdd, onClose }: AddPropertyProps) {
  const t = useT();
  const [name, setName] = useState('');
  const [type, setType] = useState<Type>('text');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onAdd(name.trim(), type);
  };
  return (
    <form className={c('add')} onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <input
        className={c('input')}
        aria-label={t('notes.properties.name')}
        placeholder={t('notes.properties.name')}
        value={name}
        maxLength={100}
        // biome-ignore lint/a11y/noAutofocus: the field was just asked for
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <Select
        label={t('notes.properties.type')}
        value={type}
        onChange={setType}
        options={TYPES.map((value) => ({ value, label: t(`notes.properties.type.${value}`) }))}
      />
      <Button kind="secondary" small type="submit" isDisabled={name.trim() === ''}>
        {t('notes.properties.put')}
      </Button>
      <Button kind="quiet" small onPress={onClose}>
        {t('ui.cancel')}
      </Button>
    </form>
  );
}
