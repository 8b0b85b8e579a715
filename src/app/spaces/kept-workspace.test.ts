import { expect, test } from 'vitest';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { keepWorkspace, keptWorkspace } from './kept-workspace.ts';

const W = '11111111-2222-4333-8444-555555555555';
const V = '11111111-2222-4333-8444-666666666666';

function createStore() {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  };
}

test('a window stays where it is, and a new one begins where the last one was', () => {
  const local = createStore();
  const [one, other] = [createStore(), createStore()];
  expect(keptWorkspace({ session: one, local })).toBe(HOME_WORKSPACE);
  keepWorkspace({ session: one, local }, W);
  keepWorkspace({ session: other, local }, V);
  expect(keptWorkspace({ session: one, local })).toBe(W);
  expect(keptWorkspace({ session: createStore(), local })).toBe(V);
});

test('what is no id is Everything', () => {
  const local = createStore();
  local.setItem('hearth.workspace', 'nowhere');
  expect(keptWorkspace({ session: createStore(), local })).toBe(HOME_WORKSPACE);
});
