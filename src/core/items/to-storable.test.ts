import fc from 'fast-check';
import { expect, it } from 'vitest';
import { storableText } from '../storable-text.ts';
import { toStorable, toStorableText } from './to-storable.ts';

const anyText = fc
  .string({ unit: 'binary' })
  .chain((text) => fc.constantFrom(text, `${text}\0`, `\ud83d${text}\ude00`));

it('makes any text one that can be stored, as long as before', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const stored = toStorableText(text);
      expect(storableText.safeParse(stored).success).toBe(true);
      expect(stored.length).toBe(text.length);
      if (storableText.safeParse(text).success) expect(stored).toBe(text);
    }),
  );
});

it('reaches every text of a value', () => {
  expect(toStorable({ a: 'x\0', b: [{ c: '\ud800' }, 1, null, true], d: '😀' })).toEqual({
    a: 'x\ufffd',
    b: [{ c: '\ufffd' }, 1, null, true],
    d: '😀',
  });
});
