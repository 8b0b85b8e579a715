import { expect, test } from 'vitest';
import { createMemoryCacheFiles } from '../../adapters/files/cache-files.ts';
import type { IndexItem } from '../../core/search/search-index.ts';
import { type ArchivedRows, makePart, openPart } from './part-file.ts';

const itemOf = (itemId: string): IndexItem => ({
  ...{ itemId, workspaceId: 'w', kind: 'file', title: itemId, folder: '', tags: [], updatedMs: 0, language: 'en' },
  revision: 1,
});
const rowsOf = (itemId: string, length: number): ArchivedRows => ({
  item: itemOf(itemId),
  blobHash: itemId === 'a' ? null : 'f'.repeat(64),
  rows: [
    { table: 'item_texts', line: JSON.stringify({ text: 'a line\nand a\u2028word '.repeat(length) }) },
    { table: 'chunks', line: JSON.stringify({ id: `${itemId}1`, ordinal: 4, text: 'b' }) },
    { table: 'embeddings', line: JSON.stringify({ chunk_id: `${itemId}1`, model: 'm', vector: 'ADwAwA==' }) },
  ],
});
const items = ['a', 'b', 'c', 'd'].map((itemId, at) => rowsOf(itemId, 10 + at * 10_000));

async function part() {
  const files = createMemoryCacheFiles();
  await files.write('search-1.segment', Uint8Array.of(1, 2, 3));
  return makePart(6, items, files);
}

test('each item is read by itself as it went in, with the files of the index and the vectors by ordinal', async () => {
  const opened = await openPart(await part());
  expect(opened.itemIds).toEqual(['a', 'b', 'c', 'd']);
  for (const item of items) expect(await opened.readItem(item.item.itemId)).toEqual(item);
  expect(await opened.indexFiles.read('search-1.segment')).toEqual(Uint8Array.of(1, 2, 3));
  const vectors = await Array.fromAsync(opened.readVectors('m'));
  expect(vectors.map(({ itemId }) => itemId)).toEqual(['a', 'b', 'c', 'd']);
  expect(vectors[0]?.vectors).toEqual([{ ordinal: 4, vector: Float32Array.of(1, -2) }]);
  expect((await Array.fromAsync(opened.readVectors('other')))[0]?.vectors).toEqual([]);
});

test('a file that is cut off, altered or another one is named as damaged, never read wrongly', async () => {
  const bytes = new Uint8Array(await (await part()).arrayBuffer());
  await expect(openPart(new Blob(['hello']))).rejects.toMatchObject({ code: 'backup-damaged' });
  await expect(openPart(new Blob([bytes.slice(0, -1)]))).rejects.toMatchObject({ code: 'backup-damaged' });
  for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
    const altered = bytes.slice();
    altered[at] = (altered[at] ?? 0) ^ 0x55;
    for (const item of items) {
      const read = await openPart(new Blob([altered])).then(
        (opened) => opened.readItem(item.item.itemId).catch((thrown: unknown) => thrown),
        (thrown: unknown) => thrown,
      );
      if (read instanceof Error) expect(read).toMatchObject({ code: 'backup-damaged' });
      else expect(read).toEqual(item);
    }
  }
});
