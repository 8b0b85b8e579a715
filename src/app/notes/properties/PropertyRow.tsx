import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { Id } from '../../../core/ids.ts';
import type { Property } from '../../../core/notes/property.ts';
import { useCommand } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Menu } from '../../ui/Menu.tsx';
import { NameDialog } from '../NameDialog.tsx';
import css from './Properties.module.css';
import { PropertyField } from './PropertyField.tsx';

const c = classesOf(css);

export interface PropertyRowProps {
  readonly itemId: Id;
  readonly property: Property;
  readonly readOnly: boolean;
}

export function PropertyRow({ itemId, property, readOnly }: PropertyRowProps) {
  const t = useT();
  const command = useCommand();
  const [renaming, setRenaming] = useState(false);
  const { key } = property;
  // Not of the key: it can hold spaces, and the same note can stand in two panes.
  const label = useId();
  const remove = () =>
    command('set-property', { itemId, key, value: null }, { done: t('notes.properties.removed', { key }) });
  const rename = async (to: string) => {
    setRenaming(false);
    await command('rename-property', { itemId, key, to });
  };
  const actions = [
    { id: 'rename', label: t('notes.properties.rename'), icon: Pencil, run: () => setRenaming(true) },
    { id: 'remove', label: t('notes.properties.remove'), icon: Trash2, danger: true, run: () => void remove() },
  ];
  return (
    <div className={c('row')}>
      <span className={c('key')} id={label}>
        {key}
      </span>
      <PropertyField itemId={itemId} label={label} property={property} readOnly={readOnly} />
      <Menu
        label={t('notes.properties.more', { key })}
        actions={actions}
        trigger={
          <IconButton
            icon={Ellipsis}
            size={16}
            label={t('notes.properties.more', { key })}
            isDisabled={readOnly || property.value.type === 'other'}
          />
        }
      />
      {renaming && (
        <NameDialog
          title={t('notes.properties.rename')}
          label={t('notes.properties.name')}
          value={key}
          onName={(to) => void rename(to)}
          onClose={() => setRenaming(false)}
        />
      )}
    </div>
  );
}
