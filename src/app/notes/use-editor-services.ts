import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { baseOfTarget, bestNamed, readLinkTarget } from '../../core/notes/link-target.ts';
import { blockOf, sectionOf } from '../../core/notes/outline.ts';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import { useClient, useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useOpenSource } from '../shell/source-link.ts';
import { useOpenThing } from '../shell/use-open-thing.ts';
import { useToast } from '../ui/Toast.tsx';
import type { EditorServices, OpenPlace } from './editor/facets.ts';
import { useBringIn } from './use-bring-in.ts';
import { useNewNote } from './use-new-note.ts';

const COMPLETIONS = 20;
const LOOKED_AT = 100;

/** What the editor of a note needs of the user's other things. */
export function useEditorServices(itemId: Id): EditorServices {
  const client = useClient();
  const command = useCommand();
  const t = useT();
  const open = useOpenTarget(itemId);
  const bringIn = useBringIn();
  return useMemo(
    () => ({
      open,
      bringIn,
      resolve: (target) => resolveTarget(client, itemId, target),
      read: async (id) => (await client.query('item', { itemId: id }))?.text ?? '',
      picture: (id) => client.original(id),
      async titles(typed, signal) {
        const page = await client.query('items', { title: typed.trim(), limit: COMPLETIONS }, { signal });
        return page.items.filter(({ id, title }) => id !== itemId && title !== '');
      },
      async tags(signal) {
        const tags = await client.query('tags', {}, { signal });
        return tags.map(({ tag }) => tag);
      },
      async create(title) {
        await command('create-note', { itemId: client.newId(), title }, { done: t('editor.created', { title }) });
      },
    }),
    [client, command, itemId, open, bringIn, t],
  );
}

/** The thing that a link in this note names; a link without a name means the note itself. */
async function resolveTarget(client: HearthClient, itemId: Id, target: string) {
  const { name } = readLinkTarget(target);
  if (name === '') return (await client.query('item-head', { itemId }))?.item ?? null;
  const base = baseOfTarget(name);
  const title = base.replace(/\.[a-z0-9]{1,5}$/i, '');
  const page = await client.query('items', { title, limit: LOOKED_AT });
  return bestNamed(page.items, name) ?? bestNamed(page.items, title);
}

/** Goes to what a link names: a note in its editor, anything else in the source pane. What is not there yet can be written. */
function useOpenTarget(itemId: Id): (target: string, place: OpenPlace) => void {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const navigate = useNavigate();
  const openSource = useOpenSource();
  const openThing = useOpenThing();
  const newNote = useNewNote();
  return useMemo(() => {
    const open = async (target: string, place: OpenPlace): Promise<void> => {
      const item = await resolveTarget(client, itemId, target);
      if (item === null) {
        const name = baseOfTarget(readLinkTarget(target).name);
        const action = { label: t('notes.linkCreate'), run: () => newNote(name) };
        return toast.show({ text: t('notes.linkNone', { title: name }), action });
      }
      if (item.kind === 'note' && place === 'here' && item.id !== itemId)
        return navigate({ to: '/notes/$itemId', params: { itemId: item.id }, search: placeIn(target) });
      const span = await spanOf(client, item.id, target);
      // A note has its editor, and beside it, it is a source like all else.
      if (item.kind === 'note') openSource(item.id, span ?? undefined);
      else openThing(item, span ?? undefined);
    };
    const refuse = (thrown: unknown) => toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    return (target, place) => void open(target, place).catch(refuse);
  }, [client, itemId, navigate, newNote, openSource, openThing, t, toast]);
}

function placeIn(target: string): { readonly heading?: string; readonly block?: string } {
  const { heading, block } = readLinkTarget(target);
  return heading !== null ? { heading } : block !== null ? { block } : {};
}

async function spanOf(client: HearthClient, itemId: Id, target: string) {
  const { heading, block } = readLinkTarget(target);
  if (heading === null && block === null) return null;
  const text = (await client.query('item', { itemId }))?.text ?? '';
  return heading === null ? blockOf(text, block ?? '') : sectionOf(text, heading);
}
