import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activeKeys, bindKeys, keysTakenBy } from './bindings.ts';
import { chordOf, chordParts, isSingleKey, type KeyPress, printedKeys } from './chord.ts';
import { refuseChord } from './reserved.ts';
import { mostUsed, noteUse, scoreOf, type Used } from './used.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const rules = { changed: {}, single: true, platform: 'linux' } as const;

describe('a chord', () => {
  test('is named alike on all platforms', () => {
    expect(chordOf(press('k', { metaKey: true }), 'mac')).toBe('Mod+K');
    expect(chordOf(press('k', { ctrlKey: true }), 'windows')).toBe('Mod+K');
    expect(chordOf(press('k', { ctrlKey: true }), 'mac')).toBe('Ctrl+K');
  });

  test('has no Shift where Shift makes the sign, and has it with a letter', () => {
    expect(chordOf(press('?', { shiftKey: true }), 'linux')).toBe('?');
    expect(chordOf(press('T', { shiftKey: true }), 'linux')).toBe('Shift+T');
  });

  test('with Alt goes by the key, not by what Alt writes', () => {
    expect(chordOf(press('˜', { altKey: true, code: 'KeyN' }), 'mac')).toBe('Alt+N');
  });

  test('is none while only Shift and the like are down', () => {
    expect(chordOf(press('Shift', { shiftKey: true }), 'mac')).toBeNull();
  });

  test('that was made can be read again, and is printed with all of its keys', () => {
    const keys = fc.constantFrom('a', 'Z', '+', '?', 'ä', 'F2', 'ArrowUp', ' ', '7', 'Delete');
    const held = fc.record({
      ctrlKey: fc.boolean(),
      metaKey: fc.boolean(),
      altKey: fc.boolean(),
      shiftKey: fc.boolean(),
    });
    fc.assert(
      fc.property(keys, held, fc.constantFrom('mac', 'windows', 'linux'), (key, mods, platform) => {
        const chord = chordOf(press(key, mods), platform) ?? '';
        const parts = chordParts(chord);
        expect(parts).not.toBeNull();
        expect(printedKeys(chord, platform)).toHaveLength((parts?.held.length ?? 0) + 1);
      }),
    );
  });

  test('is printed with the signs of the platform', () => {
    expect(printedKeys('Mod+Shift+K', 'mac')).toEqual(['⌘', '⇧', 'K']);
    expect(printedKeys('Mod+Shift+K', 'windows')).toEqual(['Ctrl', 'Shift', 'K']);
  });

  test.each(['K', 'Shift+T', '?', '7'])('%s is a key that writes', (chord) => expect(isSingleKey(chord)).toBe(true));
  test.each(['Mod+K', 'F2', 'Alt+PageUp', 'Escape'])('%s is none that writes', (chord) =>
    expect(isSingleKey(chord)).toBe(false),
  );
});

describe('what stays with others', () => {
  test.each([
    ['Mod+T', 'windows', 'browser'],
    ['Mod+W', 'mac', 'browser'],
    ['Mod+Shift+N', 'linux', 'browser'],
    ['Mod+L', 'linux', 'browser'],
    ['F5', 'windows', 'browser'],
    ['Alt+ArrowLeft', 'linux', 'browser'],
    ['Mod+,', 'mac', 'browser'],
    ['Mod+Alt+ArrowLeft', 'mac', 'browser'],
    ['Mod+Alt+ArrowLeft', 'windows', 'screen-reader'],
    ['Ctrl+Alt+U', 'mac', 'screen-reader'],
    ['Mod+Alt+N', 'windows', 'screen-reader'],
    ['Mod+Alt+Delete', 'windows', 'system'],
    ['Mod+Space', 'mac', 'system'],
    ['Alt+E', 'mac', 'writing'],
    ['Mod+Alt+E', 'windows', 'writing'],
    ['Tab', 'linux', 'moving'],
    ['Shift+Tab', 'linux', 'moving'],
    ['ArrowDown', 'mac', 'moving'],
    ['Hyper+K', 'mac', 'sign'],
  ] as const)('%s on %s is refused: %s', (chord, platform, why) => expect(refuseChord(chord, platform)).toBe(why));

  test.each(['Mod+K', 'N', '?', 'Mod+.', 'Alt+PageDown', 'Shift+T'])('%s may be given to a command', (chord) => {
    for (const platform of ['mac', 'windows', 'linux'] as const) expect(refuseChord(chord, platform)).toBeNull();
  });
});

describe('what a chord does', () => {
  const make = { id: 'note.new', keys: 'N' };
  const find = { id: 'go.find', keys: '2' };

  test('is the command’s own until somebody changes it', () => {
    expect(bindKeys([make, find], rules).get('N')).toBe(make);
    const changed = { 'note.new': 'Mod+.', 'go.find': null };
    const bound = bindKeys([make, find], { ...rules, changed });
    expect([...bound]).toEqual([['Mod+.', make]]);
  });

  test('is what a person set, where a command brings the same', () => {
    const bound = bindKeys([make, find], { ...rules, changed: { 'go.find': 'N' } });
    expect(bound.get('N')).toBe(find);
  });

  test('is nothing for keys that write, once these are off', () => {
    expect(activeKeys(make, { ...rules, single: false })).toBeNull();
    expect(activeKeys({ id: 'palette', keys: 'Mod+K' }, { ...rules, single: false })).toBe('Mod+K');
  });

  test('is nothing that was stored and is refused', () => {
    expect(activeKeys(make, { ...rules, changed: { 'note.new': 'Mod+W' } })).toBeNull();
  });

  test('is told where another command has it', () => {
    expect(keysTakenBy('2', 'note.new', [make, find], {})).toBe(find);
    expect(keysTakenBy('2', 'note.new', [make, find], { 'go.find': null })).toBeUndefined();
    expect(keysTakenBy('N', 'note.new', [make, find], {})).toBeUndefined();
  });
});

describe('what is used', () => {
  const WEEK = 7 * 24 * 3_600_000;

  test('counts half after a week', () => {
    const used = noteUse({}, 'a', 0);
    expect(scoreOf(used['a'], WEEK)).toBeCloseTo(0.5);
    expect(scoreOf(noteUse(used, 'a', WEEK)['a'], WEEK)).toBeCloseTo(1.5);
  });

  test('lately goes before what was used more, long ago', () => {
    let used: Used = {};
    for (let i = 0; i < 5; i++) used = noteUse(used, 'old', 0);
    used = noteUse(used, 'new', 4 * WEEK);
    expect(mostUsed(used, 4 * WEEK)).toEqual(['new', 'old']);
  });

  test('is bounded, and keeps what was used last', () => {
    let used: Used = {};
    for (let i = 0; i < 300; i++) used = noteUse(used, `c${i}`, i * WEEK);
    expect(Object.keys(used)).toHaveLength(200);
    expect(used['c299']).toBeDefined();
    expect(used['c0']).toBeUndefined();
  });

  test('never counts less than nothing, nor more by a clock that went back', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (at, now) => {
        const score = scoreOf({ weight: 3, atMs: at }, now);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(3);
      }),
    );
  });
});
