import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from '../items/item.ts';
import { createSearchIndex } from './create-search-index.ts';
import { openIndex, persistIndex } from './persist.ts';
import { createFiles } from './search-fixtures.ts';
import type { IndexItem } from './search-index.ts';
import { decodeSegment } from './segment.ts';

const itemOf = (itemId: string, change: Partial<IndexItem> = {}): IndexItem => {
  const item = { itemId, workspaceId: 'w', kind: 'note', title: '', folder: '', tags: [], updatedMs: 0 } as const;
  return { ...item, language: 'en', revision: 1, ...change };
};

const chunksOf = (text: string): Chunk[] => [{ ordinal: 0, start: 0, end: text.length, heading: '', text, tokens: 1 }];

function someIndex(count = 3) {
  const index = createSearchIndex();
  for (let i = 0; i < count; i++)
    index.put(itemOf(`i${i}`, { revision: i + 1, title: `Title ${i}` }), chunksOf(`tea n${i}`));
  return index;
}

describe('segments', () => {
  const [segment] = someIndex().seal();
  const bytes = segment?.bytes ?? new Uint8Array(0);

  it('a segment is read back from its bytes', () => {
    expect('refused' in decodeSegment(bytes.slice())).toBe(false);
  });

  it('a segment with any changed byte is refused', () => {
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(decodeSegment(changed)).toHaveProperty('refused');
    }
  });

  it('a segment cut off anywhere, or any other bytes, are refused', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(decodeSegment(bytes.slice(0, length))).toHaveProperty('refused');
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (any) => 'refused' in decodeSegment(any)));
  });
});

describe('the persisted index', () => {
  it('opens as it was, and only what changed is written again', async () => {
    const files = createFiles();
    const index = someIndex();
    await persistIndex(index, files);
    index.put(itemOf('new', { revision: 7 }), chunksOf('tea again'));
    index.remove('i0');
    files.written.length = 0;
    await persistIndex(index, files);
    expect(files.written).toHaveLength(2);
    const opened = await openIndex(files);
    expect(opened.complete).toBe(true);
    expect(opened.index.revision).toBe(7);
    expect(opened.index.search({ query: 'tea' })).toEqual(index.search({ query: 'tea' }));
    expect(opened.index.revisionOf('i0')).toBeNull();
    expect(opened.index.revisionOf('i1')).toBe(2);
  });

  it('a crash at any point leaves the state before or the state after', async () => {
    for (let failAfter = 0; failAfter < 12; failAfter++) {
      const files = createFiles();
      const index = someIndex(1);
      for (let i = 0; i < 9; i++) {
        index.put(itemOf(`j${i}`), chunksOf(`tea m${i}`));
        await persistIndex(index, files);
      }
      const before = index.search({ query: 'tea' });
      index.put(itemOf('last'), chunksOf('tea at last'));
      const crashed = persistIndex(index, createFiles(files.files, failAfter));
      await crashed.catch((error: Error) => expect(error.message).toBe('killed'));
      const opened = await openIndex(files);
      expect(opened.complete).toBe(true);
      expect([before, index.search({ query: 'tea' })]).toContainEqual(opened.index.search({ query: 'tea' }));
    }
  });

  it('is not trusted when a file is missing, cut off or changed: the index is empty and can be persisted anew', async () => {
    const kept = createFiles();
    await persistIndex(someIndex(), kept);
    for (const name of kept.files.keys()) {
      for (const damage of ['missing', 'cut', 'changed'] as const) {
        const files = createFiles(new Map(kept.files));
        const bytes = files.files.get(name)?.slice() ?? new Uint8Array(0);
        bytes[20] = (bytes[20] ?? 0) ^ 0x80;
        if (damage === 'missing') files.files.delete(name);
        else files.files.set(name, damage === 'cut' ? bytes.slice(0, 16) : bytes);
        const opened = await openIndex(files);
        expect([opened.complete, opened.index.itemCount]).toEqual([false, 0]);
        await persistIndex(someIndex(), files);
        expect(await openIndex(files)).toMatchObject({ complete: true });
      }
    }
  });
});
