import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSetting, isSettingKey, readSettings, settingSchemas } from './settings.ts';

const defaults = readSettings({});

test('without anything stored each setting has its default', () => {
  expect(Object.keys(defaults)).toEqual(Object.keys(settingSchemas));
  for (const [key, value] of Object.entries(defaults)) expect(checkSetting(key, value)).toEqual(value);
});

test('what is stored and not valid falls back to the default, and the rest is kept', () => {
  const stored = { 'appearance.theme': 'dark', 'import.maxFiles': -1, 'answer.reorderMs': 'soon', unknown: 1 };
  expect(readSettings(stored)).toEqual({ ...defaults, 'appearance.theme': 'dark' });
});

test('any stored value gives settings that are valid', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(settingSchemas)), fc.anything()), (stored) => {
      for (const [key, value] of Object.entries(readSettings(stored))) expect(checkSetting(key, value)).toEqual(value);
    }),
  );
});

test('a setting that is not there, or a value out of its limits, is refused and named', () => {
  expect(() => checkSetting('toString', 1)).toThrow(/no setting/);
  expect(isSettingKey('constructor')).toBe(false);
  expect(() => checkSetting('import.maxFiles', 0)).toThrow(/import\.maxFiles/);
  expect(() => checkSetting('import.maxFiles', 1.5)).toThrow(/import\.maxFiles/);
});
