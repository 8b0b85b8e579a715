import type { Item } from '../../../core/items/item.ts';
import { useT } from '../../i18n/i18n.tsx';
import type { NoteHandle } from '../note-handle.ts';
import { BacklinkList } from './BacklinkList.tsx';
import { MentionList } from './MentionList.tsx';
import { OutgoingList } from './OutgoingList.tsx';

export interface LinksPanelProps {
  readonly item: Item;
  readonly editor: NoteHandle | null;
}

export function LinksPanel({ item, editor }: LinksPanelProps) {
  const t = useT();
  return (
    <>
      <BacklinkList itemId={item.id} />
      {item.title === '' ? <p>{t('notes.mentions.untitled')}</p> : <MentionList itemId={item.id} />}
      <OutgoingList itemId={item.id} editor={editor} />
    </>
  );
}
