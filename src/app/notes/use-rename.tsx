import { type ReactNode, useState } from 'react';
import type { Item } from '../../core/items/item.ts';
import type { LinksToRename } from '../../core/notes/note-queries.ts';
import { useClient, useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useSettings } from '../settings/useSettings.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useToast } from '../ui/Toast.tsx';

interface Asked extends LinksToRename {
  readonly title: string;
}

/** Gives the note another title and, as the setting says, its links too. `question` has to be shown. */
export function useRename(item: Item): { rename: (title: string) => Promise<void>; question: ReactNode } {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const toast = useToast();
  const { settings } = useSettings();
  const [asked, setAsked] = useState<Asked | null>(null);
  const run = async (title: string, links: boolean) => {
    setAsked(null);
    const outcome = await command('rename-item', { itemId: item.id, title, links });
    if (outcome === null || !links) return;
    const { changed = 0, kept = 0 } = outcome;
    const action = { label: t('ui.undo'), run: () => undo(outcome.commandId) };
    const text = kept > 0 ? t('notes.rename.kept', { kept }) : t('notes.rename.done', { changed });
    if (changed + kept > 0) toast.show({ text, action });
  };
  const undo = async (commandId: string) => void (await client.command('undo', { commandId }));
  const rename = async (title: string) => {
    const mode = settings?.['notes.renameLinks'] ?? 'ask';
    if (mode === 'never') return run(title, false);
    const { links, notes } = await client.query('links-to-rename', { itemId: item.id, title });
    if (links === 0 || mode === 'always') return run(title, mode === 'always');
    setAsked({ title, links, notes });
  };
  const question = (
    <Dialog
      title={t('notes.rename.title')}
      open={asked !== null}
      onClose={() => asked && void run(asked.title, false)}
      actions={
        asked && (
          <>
            <Button kind="quiet" onPress={() => void run(asked.title, false)}>
              {t('notes.rename.leave')}
            </Button>
            <Button kind="primary" onPress={() => void run(asked.title, true)}>
              {t('notes.rename.change')}
            </Button>
          </>
        )
      }
    >
      {asked && <p>{t('notes.rename.ask', { links: asked.links, notes: asked.notes, title: asked.title })}</p>}
    </Dialog>
  );
  return { rename, question };
}
