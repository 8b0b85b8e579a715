import { beforeEach, describe, expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { type Settings, settingSchemas } from '../../core/settings/settings.ts';
import { OF_DEVICE, writeSettingsFile } from '../../core/settings/settings-file-text.ts';

const house = testHouse();
let kernel: TestKernel;
beforeEach(async () => {
  kernel = await house.open();
});

const settings = async (): Promise<Settings> => (await kernel.query('settings', {})) as Settings;

describe('several settings at once', () => {
  test('are all set, are told to whoever looks, and are there for the next kernel', async () => {
    const seen = await kernel.live('settings', {});
    await kernel.command('set-settings', {
      settings: { 'appearance.theme': 'dark', 'appearance.density': 'compact', 'import.maxFiles': 7 },
    });
    await expect.poll(() => seen.at(-1)).toMatchObject({ 'appearance.theme': 'dark', 'import.maxFiles': 7 });
    kernel.crash();
    kernel = await house.open();
    expect(await settings()).toMatchObject({
      'appearance.theme': 'dark',
      'appearance.density': 'compact',
      'import.maxFiles': 7,
    });
  });

  test.each([
    ['a value that does not fit', { 'appearance.theme': 'dark', 'import.maxFiles': -1 }],
    ['a name that no setting has', { 'appearance.theme': 'dark', nothing: 1 }],
    ['a name that every object has', { 'appearance.theme': 'dark', constructor: 1 }],
  ])('with %s among them change nothing', async (_, wrong) => {
    const before = await settings();
    await expect(kernel.command('set-settings', { settings: wrong })).rejects.toMatchObject({ code: 'bad-input' });
    expect(await settings()).toEqual(before);
  });
});

describe('a file of settings', () => {
  test('is read without anything being set, and what it says can be set and taken back', async () => {
    const before = await settings();
    const text = writeSettingsFile({ ...before, 'appearance.theme': 'dark', 'composer.sendKey': 'mod-enter' });
    const file = await kernel.query('settings-file', { text });
    expect(await settings()).toEqual(before);
    if (file.state !== 'read') throw new Error(file.why);
    expect(file.leftOut).toEqual([]);
    expect(file.changes.map(({ key }) => key).sort()).toEqual(['appearance.theme', 'composer.sendKey']);

    const to = Object.fromEntries(file.changes.map(({ key, to }) => [key, to as string]));
    await kernel.command('set-settings', { settings: to });
    expect(await settings()).toMatchObject(to);
    const from = Object.fromEntries(file.changes.map(({ key, from }) => [key, from as string]));
    await kernel.command('set-settings', { settings: from });
    expect(await settings()).toEqual(before);
  });

  test('is compared with what is set now, and names what does not fit', async () => {
    await kernel.command('set-setting', { key: 'appearance.theme', value: 'dark' });
    const text = JSON.stringify({
      hearthSettings: 1,
      settings: { 'appearance.theme': 'dark', 'appearance.density': 'pink', 'search.device': 'cpu', nothing: 1 },
    });
    expect(await kernel.query('settings-file', { text })).toEqual({
      state: 'read',
      changes: [],
      leftOut: [
        { key: 'appearance.density', why: 'invalid' },
        { key: 'search.device', why: 'device' },
        { key: 'nothing', why: 'unknown' },
      ],
    });
  });

  test('that holds every setting as it is by itself changes nothing', async () => {
    const text = writeSettingsFile(await settings());
    expect(Object.keys(JSON.parse(text).settings).length).toBe(Object.keys(settingSchemas).length - OF_DEVICE.size);
    expect(await kernel.query('settings-file', { text })).toEqual({ state: 'read', changes: [], leftOut: [] });
  });

  test.each([
    ['', 'notSettings'],
    ['[1]', 'notSettings'],
    ['{"hearthSettings": 2, "settings": {}}', 'newer'],
    [`{"hearthSettings": 1${' '.repeat(100_000)}`, 'tooLarge'],
  ])('is refused with its reason: %j', async (text, why) => {
    expect(await kernel.query('settings-file', { text: text.slice(0, 100_001) })).toEqual({ state: 'refused', why });
  });
});
