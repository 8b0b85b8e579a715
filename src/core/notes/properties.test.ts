import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProperties, removeProperty, renameProperty, setProperty } from './properties.ts';
import type { PropertyValue } from './property.ts';
import { applyEdits } from './text-edit.ts';

const NOTE = `---
# about
title: The pond   # as on the map
due: 2026-12-01
done: false
depth: 1.5
tags:
  - water
  - fish # goldfish
near: "[[Garden]]"
people: [Anna, "Bo, jr"]
note: |
  two
  lines
empty:
---
Text: stays.
`;
const set = (text: string, key: string, value: PropertyValue) => applyEdits(text, setProperty(text, key, value));
const valuesOf = (text: string) => {
  const view = readProperties(text);
  return view.state === 'read' ? Object.fromEntries(view.properties.map(({ key, value }) => [key, value])) : view;
};

describe('the properties of a note', () => {
  it('have the kinds that their values have', () => {
    expect(valuesOf(NOTE)).toEqual({
      title: { type: 'text', value: 'The pond' },
      due: { type: 'date', value: '2026-12-01' },
      done: { type: 'checkbox', value: false },
      depth: { type: 'number', value: 1.5 },
      tags: { type: 'list', value: ['water', 'fish'] },
      near: { type: 'link', value: 'Garden' },
      people: { type: 'list', value: ['Anna', 'Bo, jr'] },
      note: { type: 'other', value: '|\n  two\n  lines' },
      empty: { type: 'text', value: '' },
    });
  });

  it('change where they stand, and nothing else does', () => {
    expect(set(NOTE, 'title', { type: 'text', value: 'The lake' })).toBe(NOTE.replace('The pond', 'The lake'));
    expect(set(NOTE, 'done', { type: 'checkbox', value: true })).toBe(NOTE.replace('false', 'true'));
    expect(set(NOTE, 'empty', { type: 'text', value: 'a: b' })).toBe(NOTE.replace('empty:', 'empty: "a: b"'));
    expect(set(NOTE, 'tags', { type: 'list', value: ['x'] })).toBe(NOTE.replace('- water\n  - fish # goldfish', '- x'));
    expect(set(NOTE, 'tags', { type: 'list', value: [] })).toBe(
      NOTE.replace('\n  - water\n  - fish # goldfish', ' []'),
    );
    expect(set(NOTE, 'new', { type: 'list', value: ['a', 'b'] })).toBe(
      NOTE.replace('empty:\n', 'empty:\nnew:\n  - a\n  - b\n'),
    );
    expect(applyEdits(NOTE, renameProperty(NOTE, 'due', 'when'))).toBe(NOTE.replace('due:', 'when:'));
    expect(applyEdits(NOTE, removeProperty(NOTE, 'title'))).toBe(
      NOTE.replace('title: The pond   # as on the map\n', ''),
    );
    expect(applyEdits(NOTE, removeProperty(NOTE, 'tags'))).toBe(
      NOTE.replace('tags:\n  - water\n  - fish # goldfish\n', ''),
    );
  });

  it('begin with the first and end with the last', () => {
    const one = set('Text', 'state', { type: 'text', value: 'open' });
    expect(one).toBe('---\nstate: open\n---\nText');
    expect(applyEdits(one, removeProperty(one, 'state'))).toBe('Text');
    expect(set('---\n---\nText', 'n', { type: 'number', value: 3 })).toBe('---\nn: 3\n---\nText');
  });

  it('may hold what looks like an edge of the head', () => {
    for (const edge of ['---', '...', '--- a', '- a']) {
      const text = set(NOTE, 'title', { type: 'text', value: edge });
      expect(valuesOf(text)).toMatchObject({ title: { type: 'text', value: edge } });
      const list = set(NOTE, 'tags', { type: 'list', value: [edge, 'b'] });
      expect(valuesOf(list)).toMatchObject({ tags: { type: 'list', value: [edge, 'b'] } });
      expect(text.endsWith('---\nText: stays.\n')).toBe(true);
    }
  });

  it('that cannot be read are named by their line and left alone', () => {
    const bad = '---\na: 1\nb: [x\n---\n';
    expect(readProperties(bad)).toMatchObject({ state: 'bad', line: expect.any(Number), code: expect.any(String) });
    expect(readProperties('---\na: 1\na: 2\n---\n')).toEqual({ state: 'bad', line: 3, code: 'DUPLICATE_KEY' });
    expect(readProperties('---\njust words\n---\n')).toEqual({ state: 'bad', line: 2, code: 'NOT_A_MAP' });
    for (const edit of [() => setProperty(bad, 'a', { type: 'number', value: 2 }), () => removeProperty(bad, 'a')])
      expect(edit).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(readProperties('No head.\n---\n')).toEqual({ state: 'none' });
  });

  it('cannot take a name that is there, and what is written oddly is not touched', () => {
    expect(() => renameProperty(NOTE, 'due', 'done')).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(() => setProperty(NOTE, 'note', { type: 'text', value: 'x' })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
  });
});

const word = fc.string({
  unit: fc.constantFrom(
    'a',
    '---',
    'Ä',
    ' ',
    ':',
    '#',
    '-',
    '"',
    "'",
    '[',
    ']',
    ',',
    '1',
    '{',
    '\\',
    '💧',
    '\t',
    '|',
    '&',
  ),
  maxLength: 8,
});
const value: fc.Arbitrary<PropertyValue> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), value: word.map((text) => `t${text}`.trim()) }),
  fc.record({ type: fc.constant('number' as const), value: fc.integer() }),
  fc.record({ type: fc.constant('checkbox' as const), value: fc.boolean() }),
  fc.record({ type: fc.constant('date' as const), value: fc.constantFrom('2026-01-02', '1999-12-31') }),
  fc.record({
    type: fc.constant('list' as const),
    value: fc.array(
      word.filter((text) => text !== ''),
      { maxLength: 4 },
    ),
  }),
);
const key = fc.constantFrom('title', 'due', 'tags', 'people', 'empty', 'new one', 'near', 'a: b');

describe('laws of properties', () => {
  it('what is set is read again, all others are as they were, and every line that is not theirs stays', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 6 }), (changes) => {
        let text = NOTE;
        for (const [name, wanted] of changes) {
          const before = valuesOf(text) as Record<string, PropertyValue>;
          text = set(text, name, wanted);
          expect(valuesOf(text)).toEqual({ ...before, [name]: wanted });
          expect(text.endsWith('---\nText: stays.\n')).toBe(true);
          expect(text).toContain('# about\n');
          expect(text).toContain('note: |\n  two\n  lines\n');
        }
      }),
    );
  });

  it('any of them can be taken away, whatever the order', () => {
    const names = Object.keys(valuesOf(NOTE));
    fc.assert(
      fc.property(fc.shuffledSubarray(names), (gone) => {
        let text = NOTE;
        for (const name of gone) {
          const before = valuesOf(text) as Record<string, PropertyValue>;
          delete before[name];
          text = applyEdits(text, removeProperty(text, name));
          if (Object.keys(before).length > 0) expect(valuesOf(text)).toEqual(before);
          expect(text.endsWith('Text: stays.\n')).toBe(true);
        }
      }),
    );
  });
});
