import { expect, it } from 'vitest';
import { settingSchemas } from '../../core/settings/settings.ts';
import { LANGUAGE_CHOICES } from '../i18n/language.ts';
import { APPEARANCE, appearanceOf, toAppearance } from './appearance.ts';

it('the look of the first paint knows the same choices as the settings, with the same default first', () => {
  for (const [part, choices] of Object.entries(APPEARANCE)) {
    const schema = settingSchemas[`appearance.${part}` as 'appearance.theme'];
    expect([...choices].sort(), part).toEqual([...schema.unwrap().options].sort());
    expect(choices[0], part).toBe(schema.parse(undefined));
  }
  expect(Object.keys(settingSchemas).filter((key) => key.startsWith('appearance.'))).toHaveLength(
    Object.keys(APPEARANCE).length,
  );
});

it('every language that Hearth speaks can be chosen', () => {
  expect([...APPEARANCE.language].sort()).toEqual([...LANGUAGE_CHOICES].sort());
});

it('a value that is unknown becomes the default', () => {
  expect(toAppearance({ theme: 'pink', fontSize: 'large' })).toMatchObject({ theme: 'system', fontSize: 'large' });
  expect(appearanceOf({ 'appearance.language': 'de' }).language).toBe('de');
});
