import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState, useSyncExternalStore } from 'react';
import { currentEntry, type Tab } from '../../core/panes/tabs.ts';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Panes.module.css';
import { useTabStore } from './pane.tsx';
import { useLinksInTabs } from './use-links-in-tabs.ts';
import { useTabCommands } from './use-tab-commands.ts';
import { useTabsShown } from './use-tabs-shown.ts';

const c = classesOf(css);

/** The open views of this window. With one there is nothing to choose, and nothing is shown. */
export function TabStrip() {
  const t = useT();
  const tabs = useTabStore();
  const { tabs: open, active } = useSyncExternalStore(tabs.onChange, tabs.state);
  const isShown = useTabsShown();
  const [dragged, setDragged] = useState<string | null>(null);
  const strip = useRef<HTMLDivElement>(null);
  useTabCommands(isShown);
  useLinksInTabs(isShown);
  if (!isShown || open.length === 1) return null;
  const focusAt = (place: number) =>
    strip.current?.querySelectorAll<HTMLElement>('[role="tab"]')[(place + open.length) % open.length]?.focus();
  const onKeyDown = (event: KeyboardEvent, tab: Tab, place: number) => {
    if (event.key === 'ArrowRight') focusAt(place + 1);
    else if (event.key === 'ArrowLeft') focusAt(place - 1);
    else if (event.key === 'Enter' || event.key === ' ') tabs.show(tab.id);
    else if (event.key === 'Delete') tabs.close(tab.id);
    else return;
    event.preventDefault();
  };
  return (
    <div className={c('strip')}>
      <div ref={strip} role="tablist" aria-label={t('panes.tabs')} className={c('tablist')}>
        {open.map((tab, place) => (
          <div
            key={tab.id}
            role="tab"
            tabIndex={tab.id === active ? 0 : -1}
            aria-selected={tab.id === active}
            aria-controls="main"
            className={c('tab', dragged === tab.id && 'dragged')}
            draggable
            onDragStart={() => setDragged(tab.id)}
            onDragEnter={() => dragged !== null && tabs.move(dragged, place)}
            onDragOver={(event) => event.preventDefault()}
            onDragEnd={() => setDragged(null)}
            onClick={() => tabs.show(tab.id)}
            onAuxClick={(event) => event.button === 1 && tabs.close(tab.id)}
            onKeyDown={(event) => onKeyDown(event, tab, place)}
          >
            <span className={c('name')}>{currentEntry(tab).title || t('panes.tab.untitled')}</span>
            <span
              className={c('close')}
              aria-hidden
              title={t('panes.tab.close')}
              onClick={(event) => {
                event.stopPropagation();
                tabs.close(tab.id);
              }}
            >
              <Icon of={X} size={14} />
            </span>
          </div>
        ))}
      </div>
      <IconButton icon={Plus} size={16} label={t('panes.tab.new')} onPress={() => tabs.open('/ask')} />
    </div>
  );
}
