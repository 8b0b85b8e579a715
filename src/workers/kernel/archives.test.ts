import { expect, test, vi } from 'vitest';
import type { TestFile, TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import type { EmbeddingModel } from '../../core/llm/embedding-model.ts';
import { DIMENSIONS } from '../../core/search/vectors.ts';
import { readPages } from '../../db/logical/copy-rows.ts';
import { readShapes } from '../../db/logical/shapes.ts';
import { archiveParts } from '../../db/tables/archives.ts';

const DAY_MS = 86_400_000;
/** The harness's clock stands in June 2025. */
const OLD_MS = 1_600_000_000_000;
const CUT_MS = 1_700_000_000_000;
const house = testHouse();

const WORDS = ['harbour', 'lantern', 'orchard', 'granite', 'velvet', 'compass', 'thicket', 'meadow'];
/** Each of the words is a direction of its own. */
const wordModel: EmbeddingModel = {
  id: 'words',
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(DIMENSIONS).fill(0.01);
      for (const [at, word] of WORDS.entries()) if (text.includes(word)) vector[at] = 1;
      return vector.map((value) => value / Math.hypot(...vector));
    }),
  isLoaded: () => true,
  forgive: () => undefined,
  unload: () => undefined,
};

const fileOf = (at: number, modifiedMs: number): TestFile => ({
  path: `notes/${WORDS[at % WORDS.length]}-${at}.txt`,
  content: `The ${WORDS[at % WORDS.length]} number ${at} stands by the river.\n\n${'It is quiet there. '.repeat(20 + at)}\n`,
  modifiedMs,
});
const old = Array.from({ length: 6 }, (_, at) => fileOf(at, OLD_MS));
const fresh = Array.from({ length: 3 }, (_, at) => fileOf(at + 100, CUT_MS + 400 * DAY_MS));

async function archiveOld(kernel: TestKernel): Promise<string> {
  const archiveId = house.ids.next();
  const rule = { beforeMs: CUT_MS };
  await kernel.command('archive-things', { archiveId, runId: house.ids.next(), name: 'Old things', rule });
  await kernel.idle();
  return archiveId;
}

/** All rows of what makes a text readable, found and known, without the revision, which is new for what comes back. */
async function textRows(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const shape of await readShapes(house.store)) {
    if (!['items', 'item_texts', 'chunks', 'embeddings', 'picture_words', 'tags', 'links'].includes(shape.name))
      continue;
    const lines: string[] = [];
    for await (const page of readPages(house.store, shape)) lines.push(...page.lines);
    found[shape.name] = lines.map((line) => line.replace(/"(indexed_)?revision":\d+/g, ''));
  }
  return found;
}

const titles = async (kernel: TestKernel) => (await kernel.query('items', {})).items.map(({ title }) => title).sort();
const find = async (kernel: TestKernel, query: string) =>
  (await kernel.query('search', { query })).items.map(({ item, archive, hits }) => ({
    ...{ title: item.title, archive: archive?.name ?? null, snippet: hits[0]?.snippet },
  }));

test('who has a list before them sees what is archived leave it, and come back', async () => {
  const kernel = await house.open();
  const file = (name: string): TestFile => ({
    path: `notes/${name}.md`,
    content: `# ${name}\n\nOf it. #old [[x]]`,
    modifiedMs: OLD_MS,
  });
  await kernel.import([file('Anchor'), file('Bridge')]);
  const heard = await Promise.all([
    kernel.live('items', {}),
    kernel.live('item-ids', {}),
    kernel.live('kinds', {}),
    kernel.live('tags', {}),
    kernel.live('note-folders', {}),
    kernel.live('graph', {}),
    kernel.live('status', {}),
  ]);
  const now = () => {
    const [items, ids, kinds, tags, folders, graph, status] = heard;
    return {
      ...{ items: items.at(-1)?.total, ids: ids.at(-1)?.length, kinds: kinds.at(-1)?.length },
      ...{ tags: tags.at(-1)?.length, folders: folders.at(-1)?.length, graph: graph.at(-1)?.ids.length },
      status: status.at(-1)?.items,
    };
  };
  const all = { items: 2, ids: 2, kinds: 1, tags: 1, folders: 1, graph: 2, status: 2 };
  await expect.poll(now).toEqual(all);
  const archiveId = await archiveOld(kernel);
  await expect.poll(now).toEqual({ items: 0, ids: 0, kinds: 0, tags: 0, folders: 0, graph: 0, status: 0 });
  await kernel.command('bring-back-archive', { archiveId, runId: house.ids.next() });
  await expect.poll(now).toEqual(all);
});

test('what is archived leaves the lists and the rows, is still found with its text, opened, and comes back as it was', async () => {
  const kernel = await house.open({ embedding: wordModel });
  await kernel.import([...old, ...fresh]);
  const before = await textRows();
  expect(before['embeddings']?.length).toBeGreaterThan(0);
  const found = await find(kernel, 'lantern');
  const archiveId = await archiveOld(kernel);

  expect(await titles(kernel)).toHaveLength(fresh.length);
  const { items, chunks } = await kernel.query('status', {});
  expect({ items, chunks }).toEqual({ items: fresh.length, chunks: (await textRows())['chunks']?.length });
  expect((await textRows())['chunks']?.length).toBeLessThan(before['chunks']?.length ?? 0);
  const view = await kernel.query('archives', {});
  expect(view).toMatchObject({
    archives: [{ id: archiveId, name: 'Old things', items: old.length, damaged: false }],
    work: null,
    failed: null,
  });

  const [hit] = (await kernel.query('search', { query: 'lantern' })).items;
  expect(await find(kernel, 'lantern')).toEqual(found.map((each) => ({ ...each, archive: 'Old things' })));
  const opened = await kernel.query('item', { itemId: hit?.item.id ?? '' });
  expect(opened).toMatchObject({ archive: { id: archiveId }, text: expect.stringContaining('The lantern number 1') });

  await kernel.command('bring-back', { itemIds: [hit?.item.id ?? ''] });
  await kernel.idle();
  expect(await find(kernel, 'lantern')).toEqual(found);
  expect((await kernel.query('archives', {})).archives[0]?.items).toBe(old.length - 1);

  await kernel.command('bring-back-archive', { archiveId, runId: house.ids.next() });
  await kernel.idle();
  expect(await textRows()).toEqual(before);
  expect(await find(kernel, 'lantern')).toEqual(found);
  const told = (await kernel.query('notices', {})).filter(({ kind }) => kind.startsWith('archive-'));
  expect(told).toMatchObject([
    { kind: 'archive-returned', facts: { count: old.length - 1 } },
    { kind: 'archive-finished', facts: { count: old.length } },
  ]);
});

test('by meaning too what lies in an archive is found', async () => {
  const kernel = await house.open({ embedding: wordModel });
  await kernel.import([...old, ...fresh]);
  const mode = 'vector' as const;
  const query = 'The granite number 3 stands by the river.';
  const before = await kernel.query('search', { query, mode });
  await archiveOld(kernel);
  const after = await kernel.query('search', { query, mode });
  expect(after.items[0]?.item.title).toBe(before.items[0]?.item.title);
  expect(after.items[0]?.hits[0]?.scores.vector).toBeCloseTo(before.items[0]?.hits[0]?.scores.vector ?? 0, 2);
});

test('after a restart the archive is found without the index being made again', async () => {
  const first = await house.open();
  await first.import([...old, ...fresh]);
  await archiveOld(first);
  first.crash();
  const second = await house.open();
  await second.idle();
  expect(await find(second, 'orchard')).toMatchObject([{ archive: 'Old things' }]);
  expect(await find(second, 'number 100')).toHaveLength(1);
});

test('what lies in an archive is left as it is until it is brought back', async () => {
  const kernel = await house.open();
  await kernel.import(old);
  const { items } = await kernel.query('items', {});
  const itemId = items[0]?.id ?? '';
  await archiveOld(kernel);
  for (const attempt of [
    () => kernel.command('rename-item', { itemId, title: 'New' }),
    () => kernel.command('move-item', { itemId, folder: 'b' }),
    () => kernel.command('tag-item', { itemId, tags: ['b'] }),
    () => kernel.command('delete-item', { itemId }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('archive') });
  }
});

test('a file that is imported again stays where it is; one that changed comes back with its new text', async () => {
  const kernel = await house.open();
  await kernel.import(old);
  await archiveOld(kernel);
  const changed = { ...fileOf(1, CUT_MS + DAY_MS), content: 'A windmill on a hill.' };
  const { import: report } = await kernel.import([...old.slice(2, 4), changed]);
  expect(report).toMatchObject({ unchanged: 2, updated: 1 });
  expect(await find(kernel, 'windmill')).toMatchObject([{ archive: null }]);
  expect(await find(kernel, 'lantern')).toMatchObject([{ archive: null, snippet: 'A windmill on a hill.' }]);
  expect((await kernel.query('archives', {})).archives[0]?.items).toBe(old.length - 1);
});

test('all of an archive goes to the bin, and can be read there', async () => {
  const kernel = await house.open();
  await kernel.import(old);
  const archiveId = await archiveOld(kernel);
  const { commandId } = await kernel.command('delete-archive', { archiveId });
  const bin = await kernel.query('items', { deleted: true });
  expect(bin.total).toBe(old.length);
  expect(await find(kernel, 'lantern')).toEqual([]);
  expect((await kernel.query('item', { itemId: bin.items[0]?.id ?? '' }))?.text).toContain('stands by the river');
  await kernel.command('undo', { commandId });
  expect(await find(kernel, 'lantern')).toHaveLength(1);
});

test('what has left an archive leaves its file, and an empty archive goes', async () => {
  const kernel = await house.open();
  await kernel.import(old);
  const archiveId = await archiveOld(kernel);
  const [before] = (await kernel.query('archives', {})).archives;
  const blobs = new Set(await house.blobs.list());
  const [hit] = (await kernel.query('search', { query: 'lantern' })).items;
  await kernel.command('bring-back', { itemIds: [hit?.item.id ?? ''] });
  await tidied(kernel);
  const [after] = (await kernel.query('archives', {})).archives;
  expect(after).toMatchObject({ id: archiveId, items: old.length - 1 });
  expect(after?.sizeBytes).toBeLessThan(before?.sizeBytes ?? 0);
  expect((await house.blobs.list()).filter((hash) => !blobs.has(hash))).toHaveLength(1);
  expect(await house.blobs.list()).toHaveLength(blobs.size);
  expect(await find(kernel, 'orchard')).toMatchObject([{ archive: 'Old things' }]);

  await kernel.command('bring-back-archive', { archiveId, runId: house.ids.next() });
  await kernel.idle();
  await tidied(kernel);
  expect((await kernel.query('archives', {})).archives).toEqual([]);
  expect(await house.blobs.list()).toHaveLength(old.length);
});

async function tidied(kernel: TestKernel): Promise<void> {
  const { tidying, originals } = kernel.kernel.context;
  await tidying.close();
  await (await import('./archive-tidy.ts')).tidyArchives(kernel.kernel.context, () => false);
  await originals.idle();
}

test('crashed before or after any of its writes, a thing lies in the rows or in the archive, and the rest follows', async () => {
  const expected = old.map(({ path }) => path.slice(6, -4)).sort();
  for (const when of ['beforeWrite', 'afterWrite'] as const) {
    for (let crashAt = 1; crashAt <= 4; crashAt++) {
      const first = await house.open();
      await first.import(old);
      const before = await textRows();
      first.crash();
      let writes = -1;
      const crashed = Promise.withResolvers<void>();
      const dying = await house.open({
        [when]: (kernel: { crash(): void }) => {
          if (writes < 0 || ++writes !== crashAt) return;
          kernel.crash();
          crashed.resolve();
        },
      });
      await dying.idle();
      writes = 0;
      await Promise.race([archiveOld(dying).catch(() => undefined), crashed.promise]);
      dying.crash();
      const next = await house.open();
      await next.idle();
      const found = (await find(next, 'river')).map(({ title }) => title).sort();
      expect({ when, crashAt, found }).toEqual({ when, crashAt, found: expected });
      await next.kernel.context.originals.idle();
      const [archive] = (await next.query('archives', {})).archives;
      if (archive !== undefined) {
        await next.command('bring-back-archive', { archiveId: archive.id, runId: house.ids.next() });
        await next.idle();
      }
      expect(await textRows()).toEqual(before);
      expect(await next.query('archives', {})).toMatchObject({ work: null, failed: null });
      await house.wipe();
    }
  }
}, 60_000);

test('a file of an archive that is damaged or gone is named; the rest is found, and what comes back is read from its original', async () => {
  const kernel = await house.open();
  await kernel.import([...old, ...fresh]);
  const archiveId = await archiveOld(kernel);
  const [item] = (await kernel.query('search', { query: 'lantern' })).items;
  const hashes = await house.blobs.list();
  const { file } = (await archiveParts(kernel.kernel.context.db))[0] ?? { file: '' };
  expect(hashes).toContain(file);
  await house.blobs.remove(file);
  kernel.crash();
  const next = await house.open();
  expect(await find(next, 'number 100')).toHaveLength(1);
  expect(await find(next, 'lantern')).toEqual([]);
  expect((await next.query('archives', {})).archives).toMatchObject([{ id: archiveId, damaged: true }]);
  const itemId = item?.item.id ?? '';
  const refused = { code: 'backup-damaged', message: expect.stringContaining('missing') };
  await expect(next.query('item', { itemId })).rejects.toMatchObject(refused);
  // The original is still here: the text is read from it once more.
  await next.command('bring-back', { itemIds: [itemId] });
  await next.idle();
  expect(await find(next, 'lantern')).toMatchObject([{ title: item?.item.title, archive: null }]);
});

test('what changes while its archive is written stays where it is, and no sweep takes the file meanwhile', async () => {
  const kernel = await house.open();
  await kernel.import(old);
  const { items } = await kernel.query('items', {});
  const itemId = items[0]?.id ?? '';
  const { blobs } = kernel.kernel.context;
  const put = blobs.put.bind(blobs);
  const written = vi.spyOn(blobs, 'put').mockImplementation(async (bytes) => {
    const done = await put(bytes);
    await kernel.command('tag-item', { itemId, tags: ['late'] });
    kernel.kernel.context.originals.sweep();
    await kernel.kernel.context.originals.idle();
    return done;
  });
  await archiveOld(kernel);
  written.mockRestore();
  expect((await kernel.query('items', {})).items).toMatchObject([{ id: itemId, tags: ['late'] }]);
  expect((await kernel.query('archives', {})).archives[0]?.items).toBe(old.length - 1);
  expect(await find(kernel, 'river')).toHaveLength(old.length);
});
