import type { RouterHistory } from '@tanstack/react-router';
import {
  activeTab,
  closedTab,
  currentEntry,
  firstTab,
  movedTab,
  openedBehind,
  readTabs,
  reopened,
  type Step,
  stepped,
  type Tab,
  type TabEntry,
  type Tabs,
  titled,
} from '../../core/panes/tabs.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The tab that a step was meant for, and which of its entries. */
    readonly goal?: { readonly tab: string; readonly index: number };
  }
}

/** The open views of this window, and the ways between them. Outside of React's state: it goes by the window's history. */
export interface TabStore {
  /** Goes by the window's history from now on. Not before the router does: where anybody listens, it does not load by itself. */
  readonly follow: () => () => void;
  readonly state: () => Tabs;
  readonly onChange: (listener: () => void) => () => void;
  /** In a tab of its own: in front, or behind with the title that it has until it is opened. */
  readonly open: (address: string, behind?: { readonly title: string }) => void;
  readonly show: (id: string) => void;
  readonly close: (id: string) => void;
  readonly reopen: () => void;
  readonly move: (id: string, to: number) => void;
  /** The next tab of the strip, or with -1 the one before; round and round. */
  readonly cycle: (by: 1 | -1) => void;
  /** Along the way of the tab in front. */
  readonly travel: (by: 1 | -1) => void;
  readonly canTravel: (by: 1 | -1) => boolean;
  readonly title: (title: string) => void;
}

const KEY = 'hearth.tabs';

export interface TabStoreOptions {
  readonly history: RouterHistory;
  readonly newId: () => string;
  /** Of the window: it outlives a reload and nothing else. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
}

const keyOf = (history: RouterHistory): string => history.location.state.__TSR_key ?? '';
const placeOf = (history: RouterHistory): number => history.location.state.__TSR_index;

export function createTabStore({ history, newId, storage }: TabStoreOptions): TabStore {
  let state = begin();
  const listeners = new Set<() => void>();

  function begin(): Tabs {
    const here = { address: history.location.href, key: keyOf(history), at: placeOf(history) };
    const kept = keptIn(storage);
    if (kept === null) return firstTab(newId(), here);
    const known = kept.tabs.some((tab) => tab.entries.some(({ key }) => key === here.key));
    return known ? stepped(kept, { ...here, kind: 'travel' }) : firstTab(newId(), here);
  }
  function become(next: Tabs): void {
    if (next === state) return;
    state = next;
    keep(storage, state);
    for (const listener of [...listeners]) listener();
  }
  const step = (kind: Step['kind']): void => {
    const { href: address, state: there } = history.location;
    const { goal, __TSR_key: key = '', __TSR_index: at } = there;
    become(stepped(state, { kind, address, key, at, ...(goal ? { goal } : {}) }));
  };

  const goTo = (tab: Tab, index: number, entry: TabEntry): void => {
    const by = entry.at === null ? 0 : entry.at - placeOf(history);
    if (by === 0) history.push(entry.address, { goal: { tab: tab.id, index } });
    else history.go(by);
  };
  const show = (id: string): void => {
    const tab = state.tabs.find((each) => each.id === id);
    const entry = tab?.entries[tab.index];
    // A step of its own: the browser's back leads to the tab that was in front.
    if (tab && entry && id !== state.active) history.push(entry.address, { goal: { tab: id, index: tab.index } });
  };
  const ahead = (by: 1 | -1) => {
    const tab = activeTab(state);
    const entry = tab.entries[tab.index + by];
    return entry === undefined ? null : { tab, index: tab.index + by, entry };
  };
  return {
    follow() {
      if (currentEntry(activeTab(state)).key !== keyOf(history)) step('replace');
      return history.subscribe(({ action }) =>
        step(action.type === 'PUSH' ? 'push' : action.type === 'REPLACE' ? 'replace' : 'travel'),
      );
    },
    state: () => state,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open(address, behind) {
      if (behind) become(openedBehind(state, newId(), address, behind.title));
      else history.push(address, { goal: { tab: newId(), index: 0 } });
    },
    show,
    close(id) {
      const next = closedTab(state, id);
      const isFront = state.active === id;
      const other = next.active;
      if (isFront && next !== state) show(other);
      become(closedTab(state, id));
    },
    reopen() {
      const again = reopened(state);
      if (again === null) return;
      become(again.state);
      show(again.id);
    },
    move: (id, to) => become(movedTab(state, id, to)),
    cycle(by) {
      const place = state.tabs.findIndex(({ id }) => id === state.active);
      const next = state.tabs.at((place + by) % state.tabs.length);
      if (next) show(next.id);
    },
    travel(by) {
      const found = ahead(by);
      if (found) goTo(found.tab, found.index, found.entry);
    },
    canTravel: (by) => ahead(by) !== null,
    title: (title) => become(titled(state, title)),
  };
}

function keptIn(storage: Pick<Storage, 'getItem'>): Tabs | null {
  try {
    return readTabs(JSON.parse(storage.getItem(KEY) ?? 'null'));
  } catch {
    // Storage denied, or not JSON: there is one tab, of what is in front.
    return null;
  }
}

function keep(storage: Pick<Storage, 'setItem'>, state: Tabs): void {
  try {
    storage.setItem(KEY, JSON.stringify(state));
  } catch {
    // Storage denied: after a reload there is one tab.
  }
}
