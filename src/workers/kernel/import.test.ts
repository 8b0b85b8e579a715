import { expect, test } from 'vitest';
import { find, reportOf } from '../../../tests/import-tests.ts';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import type { Item } from '../../core/items/item.ts';
import { chunksOf } from '../../db/tables/texts.ts';
import { replaceTextUpdate } from '../../sync/text-document.ts';
import type { Parser } from '../parse/parse.client.ts';

const house = testHouse();

const PATIENT = { timeout: 15_000 };

const files = (count: number): { path: string; content: string }[] =>
  Array.from({ length: count }, (_, at) => ({ path: `Notes/n${at}.md`, content: `# Note ${at}\n\nWord${at} heron.` }));

const paragraphs = (words: readonly string[]) =>
  words.map((word) => `## ${word}\n\n${`${word} is written about at some length here. `.repeat(40)}`).join('\n\n');

/** The parser, counting what it reads. */
function counting(read: string[]) {
  return (real: Parser): Parser => ({
    ...real,
    parse(request, signal) {
      read.push(request.path);
      return real.parse(request, signal);
    },
  });
}

test('a step that finished is never performed again, however often the kernel is opened', async () => {
  const read: string[] = [];
  const kernel = await house.open({ parser: counting(read) });
  const report = await kernel.import(files(3));
  await kernel.close();
  for (let again = 0; again < 2; again++) {
    const next = await house.open({ parser: counting(read) });
    await next.idle();
    expect((await reportOf(next, report.import.runId)).import.status).toBe('done');
    await next.close();
  }
  expect(read).toEqual(['Notes/n0.md', 'Notes/n1.md', 'Notes/n2.md']);
});

test('an import can be paused, survives a new kernel as paused, and goes on', async () => {
  const gate = Promise.withResolvers<void>();
  const read: string[] = [];
  const slow = (real: Parser): Parser => ({
    ...counting(read)(real),
    async parse(request, signal) {
      if (request.path.endsWith('n30.md')) await gate.promise;
      return counting(read)(real).parse(request, signal);
    },
  });
  const kernel = await house.open({ parser: slow });
  const list = files(40);
  const runId = await kernel.startImport(list);
  await kernel.stage(runId, list);
  await expect.poll(async () => (await reportOf(kernel, runId)).import.added, PATIENT).toBeGreaterThan(0);
  await kernel.command('pause-run', { runId });
  gate.resolve();
  await kernel.kernel.context.runs.idle();
  const paused = await reportOf(kernel, runId);
  expect(paused.import.status).toBe('paused');
  expect(paused.import.added).toBeLessThan(40);
  await expect(kernel.command('pause-run', { runId })).rejects.toMatchObject({ code: 'conflict' });
  kernel.crash();

  const next = await house.open();
  await next.idle();
  expect(await reportOf(next, runId)).toEqual(paused);
  await next.command('resume-run', { runId });
  await expect.poll(async () => (await reportOf(next, runId)).import.status, PATIENT).toBe('done');
  expect((await reportOf(next, runId)).import.added).toBe(40);
});

test('an import that is stopped keeps what was added, names what was not copied, and cannot go on', async () => {
  const kernel = await house.open();
  const runId = await kernel.startImport(files(4));
  await kernel.stage(runId, files(2));
  await expect.poll(async () => (await reportOf(kernel, runId)).import.added, PATIENT).toBe(2);
  await kernel.command('stop-run', { runId });
  const report = await reportOf(kernel, runId);
  expect(report.import).toMatchObject({ status: 'stopped', added: 2, failed: 2 });
  expect(report.files.filter(({ status }) => status === 'failed').map(({ reason }) => reason)).toEqual([
    'Stopped before it was copied.',
    'Stopped before it was copied.',
  ]);
  await expect(kernel.command('resume-run', { runId })).rejects.toMatchObject({ code: 'conflict' });
  await kernel.idle();
  expect(await find(kernel, 'heron')).toHaveLength(2);
});

test('when the page with the files goes away, what was copied is read and the rest is named', async () => {
  const kernel = await house.open();
  const runId = await kernel.startImport(files(4));
  await kernel.stage(runId, files(3));
  kernel.kernel.clientGone(kernel.clientId);
  await expect.poll(async () => (await reportOf(kernel, runId)).import.status, PATIENT).toBe('done');
  const report = await reportOf(kernel, runId);
  expect(report.import).toMatchObject({ added: 3, failed: 1 });
  expect(report.files[0]).toMatchObject({ path: 'Notes/n3.md', code: 'cancelled' });
});

test('files that fail are named with the reason, and the rest is imported', async () => {
  const kernel = await house.open();
  const report = await kernel.import([
    { path: 'ok.md', content: '# Fine\n\nA heron.' },
    { path: 'empty.md', content: '' },
    { path: 'blank.md', content: '  \n\n ' },
    { path: 'binary.txt', content: new Uint8Array(5000).fill(7).map((_, at) => (at * 37) % 256) },
    { path: 'photo.png', content: 'x' },
    { path: '../out.md', content: 'x' },
    { path: 'zero\0name.md', content: 'The zero is gone.' },
    { path: `half\ud800.md`, content: 'The half is gone.' },
    { path: '.hidden/a.md', content: 'x' },
    { path: 'ok.md', content: 'Twice.' },
  ]);
  expect(report.import).toMatchObject({ status: 'done', added: 3, failed: 6, skipped: 1 });
  const failed = report.files.filter(({ status }) => status === 'failed');
  expect(Object.fromEntries(failed.map(({ path, code }) => [path, code]))).toEqual({
    '../out.md': 'bad-input',
    'binary.txt': 'unsupported',
    'blank.md': 'unreadable',
    'empty.md': 'unreadable',
    'ok.md': 'conflict',
    'photo.png': 'unreadable',
  });
  for (const { reason } of failed) expect(reason).toMatch(/\.$/);
});

test('the same folder again changes nothing', async () => {
  const kernel = await house.open();
  await kernel.import(files(3));
  const before = await kernel.query('items', {});
  const again = await kernel.import(files(3));
  expect(again.import).toMatchObject({ added: 0, updated: 0, unchanged: 3 });
  expect(await kernel.query('items', {})).toEqual(before);
});

test('the same content under another path is not imported twice, and the report says where it is', async () => {
  const kernel = await house.open();
  await kernel.import([{ path: 'a/One.md', content: '# One\n\nA heron.' }]);
  const again = await kernel.import([{ path: 'b/Copy.md', content: '# One\n\nA heron.' }]);
  expect(again.import).toMatchObject({ added: 0, unchanged: 1 });
  expect(again.files[0]?.reason).toContain('a/One.md');
  expect((await kernel.query('items', {})).total).toBe(1);
});

test('a file that became the same as another is updated all the same', async () => {
  const kernel = await house.open();
  await kernel.import([
    { path: 'a.txt', content: 'Blue herons.' },
    { path: 'b.txt', content: 'Grey herons.' },
  ]);
  const again = await kernel.import([{ path: 'b.txt', content: 'Blue herons.' }]);
  expect(again.import).toMatchObject({ updated: 1 });
  expect(await find(kernel, 'grey')).toEqual([]);
});

test('two imports of the same files at once add each once', async () => {
  const kernel = await house.open();
  const list = files(8);
  const runs = await Promise.all([kernel.startImport(list), kernel.startImport(list)]);
  await Promise.all(runs.map((runId) => kernel.stage(runId, list)));
  await kernel.idle();
  const reports = await Promise.all(runs.map((runId) => reportOf(kernel, runId)));
  expect(reports.map((report) => report.import.status)).toEqual(['done', 'done']);
  expect(reports.reduce((sum, report) => sum + report.import.added, 0)).toBe(8);
  expect((await kernel.query('items', {})).total).toBe(8);
});

test('of a changed file only what changed is indexed again: the other chunks keep their ids', async () => {
  const kernel = await house.open();
  const text = paragraphs(['heron', 'kiln', 'glaze', 'train', 'apple']);
  await kernel.import([{ path: 'Long.md', content: text }]);
  const [item] = (await kernel.query('items', {})).items;
  const { db } = kernel.kernel.context;
  const before = await chunksOf(db, item?.id ?? '');
  expect(before.length).toBeGreaterThan(3);
  const report = await kernel.import([{ path: 'Long.md', content: text.replace('glaze is', 'otter is') }]);
  expect(report.import.updated).toBe(1);
  const after = await chunksOf(db, item?.id ?? '');
  const held = new Set(before.map(({ id }) => id));
  expect(after.filter(({ id }) => !held.has(id))).toHaveLength(1);
  expect(await find(kernel, 'otter')).toHaveLength(1);
});

test('a changed file does not write over a note that was edited here: it is put beside it', async () => {
  const kernel = await house.open();
  await kernel.import([{ path: 'a.md', content: '# A\n\nFirst.' }]);
  const [item] = (await kernel.query('items', {})).items;
  const itemId = item?.id ?? '';
  const body = await kernel.query('item-body', { itemId });
  const update = new Uint8Array(replaceTextUpdate([body?.update ?? new Uint8Array()], '# A\n\nFirst, and mine.') ?? []);
  await kernel.command('edit-note', { itemId, update });
  const changed = [{ path: 'a.md', content: '# A\n\nSecond.' }];
  const report = await kernel.import(changed);
  expect(report.files[0]).toMatchObject({ status: 'added', reason: expect.stringContaining('both are kept') });
  expect((await kernel.query('item', { itemId }))?.text).toBe('# A\n\nFirst, and mine.');
  expect((await kernel.query('item', { itemId: report.files[0]?.itemId ?? '' }))?.text).toBe('# A\n\nSecond.');
  expect((await kernel.import(changed)).import).toMatchObject({ unchanged: 1, added: 0 });
});

test('tags that were set by hand survive a new version of the file; those of the text follow it', async () => {
  const kernel = await house.open();
  await kernel.import([{ path: 'a.md', content: '# A\n\nText #old #both' }]);
  const [item] = (await kernel.query('items', {})).items;
  const itemId = item?.id ?? '';
  await kernel.command('tag-item', { itemId, tags: ['mine', 'old'] });
  await kernel.import([{ path: 'a.md', content: '# A\n\nText #new #both' }]);
  expect((await kernel.query('item', { itemId }))?.item.tags).toEqual(['mine', 'new']);
});

test('a folder keeps its tree, its links lead to its items, backlinks come back with their line, and a link that came early is resolved later', async () => {
  const kernel = await house.open();
  await kernel.import([
    { path: 'v/Home.md', content: '# Home\n\nSee [[Garden]] and [the stove](Kitchen/Stove.md) and [[Later]].' },
    { path: 'v/Garden.md', content: '# Garden\n\nBack to [[Home]].' },
    { path: 'v/Kitchen/Stove.md', content: '# Stove\n\nHot.' },
  ]);
  const { items: imported } = await kernel.query('items', { sort: 'title' });
  expect(imported.map(({ title, folder }) => [title, folder])).toEqual([
    ['Garden', 'v'],
    ['Home', 'v'],
    ['Stove', 'v/Kitchen'],
  ]);
  const items = new Map(imported.map((item) => [item.title, item.id]));
  const linksTo = async (title: string) =>
    (await kernel.query('backlinks', { itemId: items.get(title) ?? '' })).map(({ item }) => item.title);
  expect(await linksTo('Garden')).toEqual(['Home']);
  expect(await linksTo('Home')).toEqual(['Garden']);
  expect(await linksTo('Stove')).toEqual(['Home']);
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title: 'Later', text: 'Here now.' });
  await kernel.idle();
  const [later] = await kernel.query('backlinks', { itemId });
  expect(later?.places.map(({ text, mark }) => text.slice(mark.start, mark.end))).toEqual(['Later']);
});

test('an import that is taken back leaves what was there before it, text, tags and search included', async () => {
  const kernel = await house.open();
  await kernel.import([
    { path: 'plain.txt', content: 'The grey heron.' },
    { path: 'note.md', content: '# Note\n\nThe old kiln. #clay' },
    { path: 'page.html', content: '<title>Page</title><p>The slow train.</p>' },
  ]);
  const before = await kernel.query('items', { sort: 'title' });
  const texts = await textsOf(kernel);
  const second = await kernel.import([
    { path: 'plain.txt', content: 'The blue otter.' },
    { path: 'note.md', content: '# Note\n\nThe new oven. #bread' },
    { path: 'page.html', content: '<title>Page</title><p>The fast ferry.</p>' },
    { path: 'added.md', content: '# Added\n\nAn apple.' },
  ]);
  expect(second.import).toMatchObject({ added: 1, updated: 3 });
  const outcome = await kernel.command('undo-import', { runId: second.import.runId });
  expect(outcome.kept).toBe(0);
  await kernel.idle();
  expect((await kernel.query('items', { sort: 'title' })).items.map(visible)).toEqual(before.items.map(visible));
  expect(await textsOf(kernel)).toEqual(texts);
  for (const word of ['heron', 'kiln', 'train']) expect(await find(kernel, word)).toHaveLength(1);
  for (const word of ['otter', 'oven', 'ferry', 'apple']) expect(await find(kernel, word)).toHaveLength(0);
});

const visible = ({ id, title, folder, tags, blobHash }: Item) => ({
  id,
  title,
  folder,
  tags,
  blobHash,
});

async function textsOf(kernel: TestKernel): Promise<unknown> {
  const { items } = await kernel.query('items', { sort: 'title' });
  return Promise.all(items.map(async ({ id }) => (await kernel.query('item', { itemId: id }))?.text));
}

test('taking an import back leaves what was changed since by hand, and counts it', async () => {
  const kernel = await house.open();
  await kernel.import([{ path: 'plain.txt', content: 'The grey heron.' }]);
  const second = await kernel.import([{ path: 'plain.txt', content: 'The blue otter came by.' }]);
  const [item] = (await kernel.query('items', {})).items;
  const itemId = item?.id ?? '';
  await kernel.command('rename-item', { itemId, title: 'Mine' });
  await kernel.command('undo-import', { runId: second.import.runId });
  await kernel.idle();
  const view = await kernel.query('item', { itemId });
  expect(view?.item.title).toBe('Mine');
  expect(view?.text).toBe('The grey heron.');
});

test('the settings’ limits name the file that is over them', async () => {
  const kernel = await house.open();
  await kernel.command('set-setting', { key: 'import.maxFileBytes', value: 1000 });
  const report = await kernel.import([
    { path: 'big.txt', content: 'word '.repeat(400) },
    { path: 'small.txt', content: 'A heron.' },
  ]);
  expect(report.files.map(({ path, code }) => [path, code])).toEqual([
    ['big.txt', 'too-large'],
    ['small.txt', null],
  ]);
});

test('an original comes back byte for byte', async () => {
  const kernel = await house.open();
  const content = '\ufeff# Ümläut\r\n\r\nA heron.\r\n';
  await kernel.import([{ path: 'a.md', content }]);
  const [item] = (await kernel.query('items', {})).items;
  const blob = (await kernel.call('original', { itemId: item?.id })) as Blob;
  expect(new Uint8Array(await blob.arrayBuffer())).toEqual(new TextEncoder().encode(content));
});
