import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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
  type Tabs,
} from './tabs.ts';

const START = firstTab('a', { address: '/ask', key: 'k0', at: 0 });
let count = 0;
const step = (kind: Step['kind'], address: string, at: number, more: Partial<Step> = {}): Step => ({
  kind,
  address,
  at,
  key: `k${++count}`,
  ...more,
});
const front = (state: Tabs): string => currentEntry(activeTab(state)).address;
const strip = (state: Tabs): string[] => state.tabs.map((tab) => currentEntry(tab).address);

describe('the tabs of a window', () => {
  test('a link goes on in the tab in front, which has its own way back', () => {
    const state = stepped(START, step('push', '/notes', 1));
    expect(activeTab(state).entries.map(({ address }) => address)).toEqual(['/ask', '/notes']);
    expect(activeTab(state).index).toBe(1);
  });

  test('the browser’s back brings the tab to the front that the step was of', () => {
    const other = stepped(START, step('push', '/find', 1, { key: 'f', goal: { tab: 'b', index: 0 } }));
    expect(other.active).toBe('b');
    const back = stepped(other, step('travel', '/ask', 0, { key: 'k0' }));
    expect([back.active, front(back)]).toEqual(['a', '/ask']);
    expect(strip(back)).toEqual(['/ask', '/find']);
  });

  test('a step back within a tab keeps what lies ahead in it', () => {
    const there = stepped(START, step('push', '/notes', 1));
    const back = stepped(there, step('push', '/ask', 2, { goal: { tab: 'a', index: 0 } }));
    expect(activeTab(back)).toMatchObject({
      index: 0,
      entries: [
        { address: '/ask', at: 2 },
        { address: '/notes', at: 1 },
      ],
    });
  });

  test('a new step throws away the window’s steps ahead, not the entries', () => {
    let state = stepped(START, step('push', '/notes', 1));
    state = stepped(state, step('push', '/find', 1, { goal: { tab: 'b', index: 0 } }));
    expect(state.tabs[0]?.entries[1]).toMatchObject({ address: '/notes', key: null, at: null });
  });

  test('what takes the place of a view takes it in its tab', () => {
    const state = stepped(START, step('replace', '/welcome', 0));
    expect(activeTab(state).entries.map(({ address }) => address)).toEqual(['/welcome']);
  });

  test('closing brings the neighbour to the front, and the last tab stays', () => {
    const two = openedBehind(START, 'b', '/notes/1', 'Plan');
    const one = closedTab(two, 'a');
    expect([one.active, strip(one)]).toEqual(['b', ['/notes/1']]);
    expect(closedTab(one, 'b')).toBe(one);
  });

  test('what was closed last comes back first, with its way back', () => {
    let state = stepped(START, step('push', '/notes', 1));
    state = openedBehind(state, 'b', '/find', 'Find');
    state = closedTab(state, 'a');
    const again = reopened(state);
    expect(again?.id).toBe('a');
    expect(again?.state.tabs.find(({ id }) => id === 'a')?.entries.map(({ address, key }) => [address, key])).toEqual([
      ['/ask', null],
      ['/notes', null],
    ]);
    expect(reopened(again?.state ?? START)).toBeNull();
  });

  test('can be put in another order', () => {
    const state = openedBehind(START, 'b', '/find', '');
    expect(strip(movedTab(state, 'b', 0))).toEqual(['/find', '/ask']);
    expect(strip(movedTab(state, 'b', 99))).toEqual(['/ask', '/find']);
  });

  test('after any steps there is one in front, and what was kept can be read again', () => {
    const goal = fc.option(fc.record({ tab: fc.constantFrom('a', 'b', 'c'), index: fc.nat(3) }), { nil: undefined });
    const acts = fc.oneof(
      fc
        .record({
          kind: fc.constantFrom('push', 'replace', 'travel'),
          key: fc.constantFrom('k0', 'x', 'y'),
          at: fc.nat(6),
          goal,
        })
        .map((made) => (state: Tabs) => stepped(state, { ...made, address: '/x' } as Step)),
      fc.constantFrom('a', 'b', 'c').map((id) => (state: Tabs) => closedTab(state, id)),
      fc.constant((state: Tabs) => reopened(state)?.state ?? state),
      fc.nat(4).map((to) => (state: Tabs) => movedTab(state, 'b', to)),
    );
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 40 }), (steps) => {
        const state = steps.reduce((old, act) => act(old), START);
        expect(state.tabs.map(({ id }) => id)).toContain(state.active);
        expect(new Set(state.tabs.map(({ id }) => id)).size).toBe(state.tabs.length);
        expect(readTabs(JSON.parse(JSON.stringify(state)))).toEqual(state);
      }),
    );
  });

  test.each([
    null,
    1,
    {},
    { tabs: [], closed: [], active: 'a' },
    { tabs: [{ id: 'a', entries: [], index: 0 }], closed: [], active: 'a' },
  ])('what is not whole is not taken: %j', (kept) => expect(readTabs(kept)).toBeNull());
});
