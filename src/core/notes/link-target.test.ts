import { describe, expect, it } from 'vitest';
import { readEmbed } from './embed.ts';
import { bestNamed, readLinkTarget } from './link-target.ts';

describe('what a link names', () => {
  it('is a note, a heading or a block of it, or of the same note', () => {
    expect(readLinkTarget('Beds/Garden.md')).toEqual({ name: 'Beds/Garden', heading: null, block: null });
    expect(readLinkTarget('Garden#Spring')).toEqual({ name: 'Garden', heading: 'Spring', block: null });
    expect(readLinkTarget('Garden#^peas')).toEqual({ name: 'Garden', heading: null, block: 'peas' });
    expect(readLinkTarget('#Spring')).toEqual({ name: '', heading: 'Spring', block: null });
  });

  it('is found by title or file name, in its folder first, a note first', () => {
    const thing = (title: string, kind: string, folder = '', fileName: string | null = null) => ({
      title,
      kind,
      folder,
      fileName,
    });
    const things = [
      thing('Garden', 'page'),
      thing('Garden', 'note'),
      thing('Garden', 'note', 'Old'),
      thing('Bed', 'image', '', 'bed.png'),
    ];
    expect(bestNamed(things, 'garden')).toBe(things[1]);
    expect(bestNamed(things, 'Old/Garden')).toBe(things[2]);
    expect(bestNamed(things, 'bed.png')).toBe(things[3]);
    expect(bestNamed(things, 'Shed')).toBeNull();
  });
});

describe('what is embedded', () => {
  it('is of the user, with words and a width, or foreign', () => {
    expect(readEmbed('![[bed.png|the bed|300]]')).toEqual({
      target: 'bed.png',
      words: 'the bed',
      width: 300,
      isForeign: false,
    });
    expect(readEmbed('![[Garden#Spring]] ')).toEqual({
      target: 'Garden#Spring',
      words: 'Garden#Spring',
      width: null,
      isForeign: false,
    });
    expect(readEmbed('![a bed](Beds/my%20bed.png "title")')).toEqual({
      target: 'Beds/my bed.png',
      words: 'a bed',
      width: null,
      isForeign: false,
    });
    expect(readEmbed('![](https://example.org/x.png)')?.isForeign).toBe(true);
    expect(readEmbed('![](//example.org/x.png)')?.isForeign).toBe(true);
    expect(readEmbed('![](data:image/png;base64,AAAA)')?.isForeign).toBe(true);
    expect(readEmbed('[[Garden]]')).toBeNull();
  });
});
