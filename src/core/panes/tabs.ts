/**
 * The open views of a window. Each tab has its own way back; the window's history, which the browser's buttons walk, holds
 * the steps of all tabs. An entry knows its step there (`key`, `at`) while that step exists.
 */

export interface TabEntry {
  /** As it stands behind the `#`. */
  readonly address: string;
  readonly title: string;
  /** The router's key of the window's history entry, and its place in the history; null where there is none. */
  readonly key: string | null;
  readonly at: number | null;
}

export interface Tab {
  readonly id: string;
  /** At least one. */
  readonly entries: readonly TabEntry[];
  readonly index: number;
}

export interface Tabs {
  /** At least one; as they stand in the strip. */
  readonly tabs: readonly Tab[];
  readonly active: string;
  /** The last one closed first. */
  readonly closed: readonly Tab[];
}

/** A step of the window. `goal` is where Hearth itself wanted to go: a tab, and one of its entries. */
export interface Step {
  readonly kind: 'push' | 'replace' | 'travel';
  readonly address: string;
  readonly key: string;
  readonly at: number;
  readonly goal?: { readonly tab: string; readonly index: number };
}

const MOST_ENTRIES = 50;
const MOST_CLOSED = 20;

export const activeTab = ({ tabs, active }: Tabs): Tab => tabs.find(({ id }) => id === active) ?? (tabs[0] as Tab);
export const currentEntry = (tab: Tab): TabEntry => tab.entries[tab.index] as TabEntry;

export function firstTab(id: string, step: Pick<Step, 'address' | 'key' | 'at'>): Tabs {
  const entry = { address: step.address, title: '', key: step.key, at: step.at };
  return { tabs: [{ id, entries: [entry], index: 0 }], active: id, closed: [] };
}

const change = (state: Tabs, id: string, by: (tab: Tab) => Tab): Tabs => ({
  ...state,
  tabs: state.tabs.map((tab) => (tab.id === id ? by(tab) : tab)),
});

function put(tab: Tab, index: number, entry: Partial<TabEntry>): Tab {
  const entries = tab.entries.map((old, place) => (place === index ? { ...old, ...entry } : old));
  return { ...tab, entries, index };
}

/** A new step throws away what lay ahead of it in the window: the entries stay, and are reached by a step of their own. */
function forgetAhead(state: Tabs, at: number): Tabs {
  const loosen = (entry: TabEntry) => (entry.at !== null && entry.at >= at ? { ...entry, key: null, at: null } : entry);
  return { ...state, tabs: state.tabs.map((tab) => ({ ...tab, entries: tab.entries.map(loosen) })) };
}

function append(tab: Tab, entry: TabEntry): Tab {
  const entries = [...tab.entries.slice(0, tab.index + 1), entry].slice(-MOST_ENTRIES);
  return { ...tab, entries, index: entries.length - 1 };
}

function stepOf(state: Tabs, key: string): { readonly tab: string; readonly index: number } | null {
  for (const tab of state.tabs) {
    const index = tab.entries.findIndex((entry) => entry.key === key);
    if (index >= 0) return { tab: tab.id, index };
  }
  return null;
}

/** After a step of the window: which tab is in front, and where in its way it is. */
export function stepped(state: Tabs, { kind, address, key, at, goal }: Step): Tabs {
  const known = kind === 'travel' ? stepOf(state, key) : null;
  if (known !== null)
    return { ...change(state, known.tab, (tab) => put(tab, known.index, { address, at })), active: known.tab };
  const place = { address, key, at };
  if (kind === 'replace') return change(state, state.active, (tab) => put(tab, tab.index, place));
  const fresh = kind === 'push' ? forgetAhead(state, at) : state;
  if (goal && fresh.tabs.some(({ id }) => id === goal.tab)) {
    const taken = change(fresh, goal.tab, (tab) => put(tab, Math.min(goal.index, tab.entries.length - 1), place));
    return { ...taken, active: goal.tab };
  }
  if (goal) return goalTab(fresh, goal.tab, { ...place, title: '' });
  // Until the view says what it is called, it is called what was there: it may be the same view, at another place.
  return change(fresh, fresh.active, (tab) => append(tab, { ...place, title: currentEntry(tab).title }));
}

/** A tab of its own, after the one in front. */
function goalTab(state: Tabs, id: string, entry: TabEntry): Tabs {
  const closed = state.closed.filter((tab) => tab.id !== id);
  return { ...insert({ ...state, closed }, { id, entries: [entry], index: 0 }), active: id };
}

function insert(state: Tabs, tab: Tab, place = state.tabs.findIndex(({ id }) => id === state.active) + 1): Tabs {
  return { ...state, tabs: [...state.tabs.slice(0, place), tab, ...state.tabs.slice(place)] };
}

/** Opens a view in a tab that stays behind the one in front. */
export function openedBehind(state: Tabs, id: string, address: string, title: string): Tabs {
  return insert(state, { id, entries: [{ address, title, key: null, at: null }], index: 0 });
}

export function titled(state: Tabs, title: string): Tabs {
  const tab = activeTab(state);
  return currentEntry(tab).title === title ? state : change(state, tab.id, (old) => put(old, old.index, { title }));
}

/** Without the tab; its neighbour comes to the front where it was in front. The last one stays. */
export function closedTab(state: Tabs, id: string): Tabs {
  const place = state.tabs.findIndex((tab) => tab.id === id);
  const gone = state.tabs[place];
  if (gone === undefined || state.tabs.length === 1) return state;
  const tabs = state.tabs.filter((tab) => tab !== gone);
  const next = tabs[Math.min(place, tabs.length - 1)] as Tab;
  return {
    tabs,
    active: state.active === id ? next.id : state.active,
    closed: [gone, ...state.closed].slice(0, MOST_CLOSED),
  };
}

/** The tab that was closed last is there again, behind the one in front, with its way back. */
export function reopened(state: Tabs): { readonly state: Tabs; readonly id: string } | null {
  const [last, ...closed] = state.closed;
  if (last === undefined) return null;
  const entries = last.entries.map((entry) => ({ ...entry, key: null, at: null }));
  return { state: insert({ ...state, closed }, { ...last, entries }), id: last.id };
}

/** The tab at another place of the strip; the place is held within it. */
export function movedTab(state: Tabs, id: string, to: number): Tabs {
  const tab = state.tabs.find((each) => each.id === id);
  if (tab === undefined) return state;
  const rest = state.tabs.filter((each) => each !== tab);
  const place = Math.max(0, Math.min(to, rest.length));
  return { ...state, tabs: [...rest.slice(0, place), tab, ...rest.slice(place)] };
}

/** What was kept, where it is whole; null where it is not, or not from here. */
export function readTabs(kept: unknown): Tabs | null {
  if (!isRecord(kept) || !Array.isArray(kept['tabs']) || !Array.isArray(kept['closed'])) return null;
  const all = [...kept['tabs'], ...kept['closed']];
  if (!all.every(isTab) || !kept['tabs'].some((tab: Tab) => tab.id === kept['active'])) return null;
  // Every part of it has just been looked at.
  return kept as Partial<Tabs> as Tabs;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function isTab(value: unknown): value is Tab {
  if (!isRecord(value) || typeof value['id'] !== 'string' || !Array.isArray(value['entries'])) return false;
  const { entries, index } = value;
  return Number.isInteger(index) && entries.length > Number(index) && Number(index) >= 0 && entries.every(isEntry);
}

function isEntry(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { address, title, key, at } = value;
  const isKnown = typeof key === 'string' || key === null;
  return typeof address === 'string' && typeof title === 'string' && isKnown && (typeof at === 'number' || at === null);
}
