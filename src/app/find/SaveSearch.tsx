import { Star } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import type { SavedSearch } from '../../core/find-queries.ts';
import { useClient, useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';

/** Keeps the search that stands in the field; pressed for one that is kept, it lets it go. */
export function SaveSearch({ query }: { readonly query: string }) {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const searches = useLive('searches', {}).value ?? [];
  const kept = searches.find((search) => search.query === query);
  const toggle = () => {
    if (kept !== undefined) {
      void command('delete-search', { searchId: kept.id }, { done: t('find.saved.deleted', { name: kept.name }) });
    } else {
      const payload = { searchId: client.newId(), name: query.slice(0, 200), query };
      void command('save-search', payload, { done: t('find.saved.done') });
    }
  };
  return (
    <IconButton
      icon={Star}
      label={kept === undefined ? t('find.save') : t('find.unsave')}
      aria-pressed={kept !== undefined}
      isDisabled={query === '' || query.length > 2000}
      onPress={toggle}
    />
  );
}

export interface RenameSearchProps {
  readonly search: SavedSearch;
  readonly onClose: () => void;
}

export function RenameSearch({ search, onClose }: RenameSearchProps) {
  const t = useT();
  const command = useCommand();
  const [name, setName] = useState(search.name);
  const empty = name.trim() === '';
  const save = async (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (empty) return;
    const payload = { searchId: search.id, name: name.trim().slice(0, 200) };
    if ((await command('rename-search', payload)) !== null) onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button kind="primary" isDisabled={empty} onPress={() => void save()}>
        {t('find.saved.rename.save')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('find.saved.rename')} open onClose={onClose} actions={actions}>
      <form onSubmit={(event) => void save(event)}>
        <TextField label={t('find.saved.rename.field')} value={name} onChange={setName} autoFocus selectAll />
      </form>
    </Dialog>
  );
}
