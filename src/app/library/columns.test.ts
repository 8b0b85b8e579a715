import { expect, test } from 'vitest';
import { keepShape, readShape, toggleColumn, USUAL_SHAPE } from './columns.ts';

function createStore(held = new Map<string, string>()) {
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  };
}

test('the view and its columns are kept, in the order of the table', () => {
  const store = createStore();
  keepShape(store, { view: 'table', columns: ['size', 'kind'] });
  expect(readShape(store)).toEqual({ view: 'table', columns: ['kind', 'size'] });
});

test('what cannot be read is as usual', () => {
  for (const kept of ['{', '{"view":"heap"}', 'null', '{"columns":7}'])
    expect(readShape(createStore(new Map([['hearth.library', kept]])))).toEqual(USUAL_SHAPE);
});

test('a column comes in its place and goes', () => {
  const shown = toggleColumn(['kind', 'updated'], 'size');
  expect(shown).toEqual(['kind', 'size', 'updated']);
  expect(toggleColumn(shown, 'size')).toEqual(['kind', 'updated']);
});
