import { ClipboardPaste, Files, FolderOpen, FolderSync } from 'lucide-react';
import { useReadOnly } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useAddThings } from './useAddThings.ts';

/** "Add things": files, a folder, or what is in the clipboard. */
export function AddMenu({ kind = 'primary' }: { readonly kind?: 'primary' | 'secondary' }) {
  const t = useT();
  const readOnly = useReadOnly();
  const { chooseFiles, chooseFolder, connectFolder, paste } = useAddThings();
  return (
    <Menu
      label={t('import.add')}
      trigger={
        <Button kind={kind} isDisabled={readOnly}>
          {t('import.add')}
        </Button>
      }
      actions={[
        { id: 'files', label: t('import.files'), icon: Files, run: chooseFiles },
        { id: 'folder', label: t('import.folder'), icon: FolderOpen, run: chooseFolder },
        ...(connectFolder === null
          ? []
          : [{ id: 'connect', label: t('folders.connect'), icon: FolderSync, run: connectFolder }]),
        { id: 'paste', label: t('import.paste'), icon: ClipboardPaste, run: paste },
      ]}
    />
  );
}
