import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSettings } from './settings.ts';
import { readSettingsFile } from './settings-file.ts';
import { writeSettingsFile } from './settings-file-text.ts';

const usual = readSettings({});

it('what was saved comes back, on another device too, without what belongs to the first', () => {
  const mine = readSettings({ 'appearance.theme': 'dark', 'import.maxFiles': 10_000, 'search.device': 'webgpu' });
  const text = writeSettingsFile(mine);
  expect(text).not.toContain('search.device');
  expect(readSettingsFile(text, usual)).toEqual({
    state: 'read',
    leftOut: [],
    changes: [
      { key: 'appearance.theme', from: 'system', to: 'dark' },
      { key: 'import.maxFiles', from: 50_000, to: 10_000 },
    ],
  });
});

it('what does not fit is named, each by its key, and the rest is read', () => {
  const settings = {
    'appearance.theme': 'pink',
    'no.such': 1,
    'search.device': 'wasm',
    'import.maxFiles': null,
    'model.enabled': false,
  };
  expect(readSettingsFile(JSON.stringify({ hearthSettings: 1, settings }), usual)).toEqual({
    state: 'read',
    leftOut: [
      { key: 'appearance.theme', why: 'invalid' },
      { key: 'no.such', why: 'unknown' },
      { key: 'search.device', why: 'device' },
      { key: 'import.maxFiles', why: 'invalid' },
    ],
    changes: [{ key: 'model.enabled', from: true, to: false }],
  });
});

it('a file that is something else, newer or far too large is refused as a whole', () => {
  for (const text of [
    '',
    '[]',
    'null',
    '{"a":1}',
    '{"hearthSettings":"1","settings":{}}',
    '{"hearthSettings":1,"settings":[]}',
  ])
    expect(readSettingsFile(text, usual), text).toEqual({ state: 'refused', why: 'notSettings' });
  expect(readSettingsFile('{"hearthSettings":2,"settings":{}}', usual)).toEqual({ state: 'refused', why: 'newer' });
  expect(readSettingsFile(' '.repeat(100_001), usual)).toEqual({ state: 'refused', why: 'tooLarge' });
});

it('no file makes it fail, and no change is one that the settings would refuse', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...Object.keys(usual))), fc.jsonValue()),
      (settings) => {
        const read = readSettingsFile(JSON.stringify({ hearthSettings: 1, settings }), usual);
        if (read.state !== 'read') return;
        const stored = Object.fromEntries(read.changes.map(({ key, to }) => [key, to]));
        for (const { key, to } of read.changes) expect(readSettings(stored)[key]).toEqual(to);
      },
    ),
  );
});
