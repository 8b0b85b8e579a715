import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createTextUpdate, invertUpdates, openTextDocument, replaceTextUpdate } from './text-document.ts';

/** An edit made in a tab that has seen `updates`. */
function edit(updates: readonly Uint8Array[], change: (text: Y.Text) => void): Uint8Array {
  const tab = new Y.Doc();
  for (const update of updates) Y.applyUpdate(tab, update);
  const before = Y.encodeStateVector(tab);
  tab.transact(() => change(tab.getText('body')));
  return Y.encodeStateAsUpdate(tab, before);
}

const textOf = (updates: readonly Uint8Array[]) => openTextDocument(updates).text();

describe('a text body', () => {
  it('keeps the edits of two tabs that wrote at once', () => {
    const start = createTextUpdate('Boiler');
    const left = edit([start], (text) => text.insert(0, 'The '));
    const right = edit([start], (text) => text.insert(6, ' was serviced'));
    expect(textOf([start, left, right])).toBe('The Boiler was serviced');
    expect(textOf([start, right, left])).toBe('The Boiler was serviced');
  });

  it('refuses bytes that are no update, and stays as it was', () => {
    const body = openTextDocument([createTextUpdate('safe')]);
    expect(() => body.apply(Uint8Array.of(9, 200, 13, 255, 255, 1))).toThrow(
      expect.objectContaining({ code: 'bad-input' }),
    );
    expect(body.text()).toBe('safe');
  });

  it('becomes any text by one replacing update', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (from, to) => {
        const start = createTextUpdate(from);
        const update = replaceTextUpdate([start], to);
        expect(update === null).toBe(from === to);
        expect(textOf(update === null ? [start] : [start, update])).toBe(to);
      }),
    );
  });

  it('takes back one edit and keeps what came after it', () => {
    const start = createTextUpdate('one two');
    const undone = edit([start], (text) => text.delete(0, 4));
    const later = edit([start, undone], (text) => text.insert(3, ' three'));
    const inverse = invertUpdates([start, undone, later], new Set([undone]));
    expect(inverse).not.toBeNull();
    expect(textOf([start, undone, later, inverse as Uint8Array])).toBe('one two three');
  });

  it('is as before after any edit and its inverse', () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(5), fc.string({ maxLength: 5 })), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.string(), edits, (from, changes) => {
        const start = createTextUpdate(from);
        const update = edit([start], (text) => {
          for (const [at, length, insert] of changes) {
            const place = text.length === 0 ? 0 : at % text.length;
            text.delete(place, Math.min(length, text.length - place));
            text.insert(place, insert);
          }
        });
        const inverse = invertUpdates([start, update], new Set([update]));
        expect(textOf(inverse === null ? [start, update] : [start, update, inverse])).toBe(from);
      }),
    );
  });
});
