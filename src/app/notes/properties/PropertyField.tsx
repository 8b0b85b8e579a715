import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import type { Id } from '../../../core/ids.ts';
import type { Property, PropertyValue } from '../../../core/notes/property.ts';
import { useClient, useCommand } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Select } from '../../ui/Select.tsx';
import css from './Properties.module.css';

const c = classesOf(css);
/** What a task can be; any other word in its place is kept and offered too. */
const STATES = ['open', 'doing', 'done'] as const;

export interface PropertyFieldProps {
  readonly itemId: Id;
  /** The id of what names it. */
  readonly label: string;
  readonly property: Property;
  readonly readOnly: boolean;
}

/** The value in the control of its kind. It is saved when it is left, or with Enter; Escape gives the old one back. */
export function PropertyField({ itemId, label, property, readOnly }: PropertyFieldProps) {
  const command = useCommand();
  const { key, value } = property;
  const put = (next: Exclude<PropertyValue, { type: 'other' }> | PropertyValue) => {
    if (next.type !== 'other' && JSON.stringify(next) !== JSON.stringify(value))
      void command('set-property', { itemId, key, value: asInput(next) });
  };
  if (value.type === 'other') return <code className={c('raw')}>{value.value}</code>;
  if (value.type === 'checkbox')
    return (
      <input
        type="checkbox"
        className={c('check')}
        aria-labelledby={label}
        checked={value.value}
        disabled={readOnly}
        onChange={(event) => put({ type: 'checkbox', value: event.target.checked })}
      />
    );
  if (key === 'state' && value.type === 'text') return <StateField value={value.value} label={key} onPut={put} />;
  if (value.type === 'date' || key === 'due')
    return <DateField value={shownOf(value)} label={label} readOnly={readOnly} onPut={put} />;
  return <TypedField value={value} label={label} readOnly={readOnly} onPut={put} />;
}

type Put = (value: PropertyValue) => void;

/** The schema's lists are of its own. */
function asInput(value: Exclude<PropertyValue, { type: 'text' | 'date' | 'link' | 'other' }> | PropertyValue) {
  if (value.type === 'list') return { type: value.type, value: [...value.value] };
  if (value.type === 'number') return { type: value.type, value: value.value };
  if (value.type === 'checkbox') return { type: value.type, value: value.value };
  return { type: value.type === 'other' ? ('text' as const) : value.type, value: value.value };
}

function StateField({ value, label, onPut }: { value: string; label: string; onPut: Put }) {
  const t = useT();
  const known = STATES.map((state): { value: string; label: string } => ({
    value: state,
    label: t(`notes.state.${state}`),
  }));
  const options = known.some((option) => option.value === value) ? known : [{ value, label: value || '–' }, ...known];
  return (
    <Select label={label} value={value} options={options} onChange={(next) => onPut({ type: 'text', value: next })} />
  );
}

interface FieldProps {
  readonly label: string;
  readonly readOnly: boolean;
  readonly onPut: Put;
}

function DateField({ value, label, readOnly, onPut }: FieldProps & { readonly value: string }) {
  const time = /[T ]\d{2}:/.test(value);
  return (
    <input
      type={time ? 'datetime-local' : 'date'}
      className={c('input')}
      aria-labelledby={label}
      value={value.replace(' ', 'T')}
      readOnly={readOnly}
      onChange={(event) => onPut({ type: event.target.value === '' ? 'text' : 'date', value: event.target.value })}
    />
  );
}

const shownOf = (value: PropertyValue): string =>
  value.type === 'list' ? value.value.join(', ') : value.type === 'checkbox' ? '' : String(value.value);

function TypedField({ value, label, readOnly, onPut }: FieldProps & { readonly value: PropertyValue }) {
  const t = useT();
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const save = () => {
    if (typed === null) return;
    const next = valueFrom(typed, value);
    setRefused(next === null);
    if (next === null) return;
    setTyped(null);
    onPut(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') save();
    else if (event.key === 'Escape') {
      setTyped(null);
      setRefused(false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span className={c('field')}>
      <input
        className={c('input')}
        aria-labelledby={label}
        aria-invalid={refused}
        inputMode={value.type === 'number' ? 'decimal' : 'text'}
        value={typed ?? shownOf(value)}
        placeholder={value.type === 'list' ? t('notes.properties.list') : ''}
        readOnly={readOnly}
        onChange={(event) => {
          setTyped(event.target.value);
          setRefused(false);
        }}
        onBlur={save}
        onKeyDown={onKeyDown}
      />
      {value.type === 'link' && <GoToLink title={value.value} />}
      {refused && <span role="alert">{t('notes.properties.noNumber')}</span>}
    </span>
  );
}

/** What was typed, as the kind that the property has; a link and a text become each other by their brackets. */
function valueFrom(typed: string, { type }: PropertyValue): PropertyValue | null {
  const text = typed.trim();
  if (type === 'number') {
    const number = Number(text.replace(',', '.'));
    return text === '' || !Number.isFinite(number) ? null : { type, value: number };
  }
  if (type === 'list') return { type, value: text.split(',').flatMap((each) => each.trim() || []) };
  const linked = /^\[\[([^[\]]+)\]\]$/.exec(text);
  if (linked !== null) return { type: 'link', value: linked[1] ?? '' };
  return { type: type === 'link' && text !== '' ? 'link' : 'text', value: text };
}

function GoToLink({ title }: { readonly title: string }) {
  const t = useT();
  const client = useClient();
  const navigate = useNavigate();
  const go = async () => {
    const name = title.split(/[#|]/)[0]?.trim() ?? title;
    const page = await client.query('items', { title: name, kinds: ['note'], limit: 20 });
    const item = page.items.find((each) => each.title.toLowerCase() === name.toLowerCase());
    if (item !== undefined) await navigate({ to: '/notes/$itemId', params: { itemId: item.id } });
  };
  return (
    <Button kind="link" small onPress={() => void go()}>
      {t('notes.properties.open')}
    </Button>
  );
}
