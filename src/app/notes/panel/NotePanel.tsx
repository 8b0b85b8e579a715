import { X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Item } from '../../../core/items/item.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { useKeptState } from '../kept-state.ts';
import type { NoteHandle } from '../note-handle.ts';
import { InfoPanel } from './InfoPanel.tsx';
import { LinksPanel } from './LinksPanel.tsx';
import css from './NotePanel.module.css';
import { OutlinePanel } from './OutlinePanel.tsx';

const LocalGraph = lazy(async () => ({ default: (await import('../../graph/LocalGraph.tsx')).LocalGraph }));
const c = classesOf(css);
const TABS = ['links', 'outline', 'graph', 'info'] as const;

export interface NotePanelProps {
  readonly item: Item;
  readonly editor: NoteHandle | null;
  readonly onClose: () => void;
}

/** What stands beside a note: what leads to it and from it, its headings, its place among others, facts. */
export function NotePanel({ item, editor, onClose }: NotePanelProps) {
  const t = useT();
  const [tab, setTab] = useKeptState('hearth.notes.panel.tab', TABS, 'links');
  return (
    <aside className={c('panel')} aria-label={t('notes.panel')}>
      <header className={c('head')}>
        <Segmented
          label={t('notes.panel.show')}
          value={tab}
          onChange={setTab}
          options={TABS.map((value) => ({ value, label: t(`notes.panel.${value}`) }))}
        />
        <IconButton icon={X} size={16} label={t('notes.panel.close')} onPress={onClose} />
      </header>
      <div className={c('body')}>
        {tab === 'links' && <LinksPanel item={item} editor={editor} />}
        {tab === 'outline' && <OutlinePanel editor={editor} />}
        {tab === 'info' && <InfoPanel item={item} editor={editor} />}
        {tab === 'graph' && (
          <Suspense>
            <LocalGraph itemId={item.id} />
          </Suspense>
        )}
      </div>
    </aside>
  );
}
