import { Plus, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Item } from '../../../core/items/item.ts';
import type { Property, PropertyType } from '../../../core/notes/property.ts';
import { useCommand, useLive, useReadOnly } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { AddProperty } from './AddProperty.tsx';
import css from './Properties.module.css';
import { PropertyRow } from './PropertyRow.tsx';

const c = classesOf(css);

/** Front matter as fields. What cannot be read is named by its line and left as it is. */
export function PropertiesPanel({ item }: { readonly item: Item }) {
  const t = useT();
  const { id: itemId } = item;
  const command = useCommand();
  const readOnly = useReadOnly();
  const [adding, setAdding] = useState(false);
  const { value: view } = useLive('properties', { itemId });
  if (view === undefined) return null;
  if (view.state === 'bad')
    return (
      <p className={c('bad')} role="status">
        <Icon of={TriangleAlert} size={16} />
        {t(`notes.properties.bad.${reasonOf(view.code)}`, { line: view.line })}
      </p>
    );
  const properties = view.state === 'read' ? view.properties.filter((property) => !isInHead(item, property)) : [];
  const add = async (key: string, type: Exclude<PropertyType, 'other'>) => {
    const outcome = await command('set-property', { itemId, key, value: emptyOf(type) });
    if (outcome !== null) setAdding(false);
  };
  return (
    <section className={c('properties')} aria-label={t('notes.properties')}>
      {properties.map((property) => (
        <PropertyRow key={property.key} itemId={itemId} property={property} readOnly={readOnly} />
      ))}
      {adding ? (
        <AddProperty onAdd={(key, type) => void add(key, type)} onClose={() => setAdding(false)} />
      ) : (
        <Button kind="quiet" small icon={Plus} isDisabled={readOnly} onPress={() => setAdding(true)}>
          {t('notes.properties.add')}
        </Button>
      )}
    </section>
  );
}

/** The title and the tags stand above: where a property says the same, it is not said twice. */
function isInHead({ title, tags }: Item, { key, value }: Property): boolean {
  if (key === 'title') return value.type === 'text' && value.value === title;
  if (key !== 'tags') return false;
  const named = value.type === 'list' ? value.value : value.type === 'text' ? value.value.split(/[\s,]+/) : [];
  return named.every((tag) => tags.includes(tag.replace(/^#/, '')));
}

const REASONS = { DUPLICATE_KEY: 'twice', NOT_A_MAP: 'shape', IN_BRACES: 'braces', BAD_INDENT: 'indent' } as const;
const reasonOf = (code: string) => REASONS[code as keyof typeof REASONS] ?? 'other';

function emptyOf(type: Exclude<PropertyType, 'other'>) {
  if (type === 'number') return { type, value: 0 };
  if (type === 'checkbox') return { type, value: false };
  if (type === 'list') return { type, value: [] };
  if (type === 'date') return { type, value: new Date().toLocaleDateString('sv') };
  return { type: 'text' as const, value: '' };
}
