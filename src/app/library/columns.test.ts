import { expect, test } from 'vitest';
import { gridOf, keepShape, readShape, toggleColumn, USUAL_SHAPE } from './columns.ts';

function createStore(held = new Map<string, string>()) {
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  };
}

test('the view and its columns are kept, in the order of the table', () => {
  const store = createStore();
  keepShape(store, { view: 'table', columns: ['size', 'kind'], widths: { size: 120 } });
  expect(readShape(store)).toEqual({ view: 'table', columns: ['kind', 'size'], widths: { size: 120 } });
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

test('a column that was given a width has it, within bounds, and the others share what is left', () => {
  const store = createStore(
    new Map([['hearth.library', '{"widths":{"kind":9000,"tags":"wide","size":1,"none":100}}']]),
  );
  const { widths } = readShape(store);
  expect(widths).toEqual({ kind: 640, size: 64 });
  expect(gridOf(['kind', 'tags'], widths)).toBe('24px minmax(160px, 2fr) minmax(64px, 640px) minmax(0, 1fr)');
});
