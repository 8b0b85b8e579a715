import { expect, test } from 'vitest';
import { box, boxReader, MAILBOX, part, waitingBoxReader } from '../../../tests/box-files.ts';
import { find, itemTitled, linesOf, reportOf, titlesOf } from '../../../tests/import-tests.ts';
import { testHouse } from '../../../tests/test-house.ts';

const house = testHouse();

const open = () => house.open({ parser: boxReader() });

test('of a mailbox that grew, what is there stays, what changed is changed, and what is new is added', async () => {
  const kernel = await open();
  await kernel.import([{ path: 'in.text', content: MAILBOX }]);
  const before = await kernel.query('items', { sort: 'title' });
  const same = await kernel.import([{ path: 'in.text', content: MAILBOX }]);
  expect(same.import).toMatchObject({ added: 0, updated: 0, unchanged: 4 });
  expect(await kernel.query('items', { sort: 'title' })).toEqual(before);
  const grown = box(
    { parts: [part('m1', 'The grey heron.'), part('m2', 'The new oven.')] },
    { parts: [part('m3', 'The slow train.')] },
    { parts: [part('m4', 'A fast ferry.')] },
  );
  const report = await kernel.import([{ path: 'in.text', content: grown }]);
  expect(report.import).toMatchObject({ added: 1, updated: 1, unchanged: 2 });
  expect(linesOf(report)).toEqual([['in.text', 'opened', '4 messages.']]);
  expect(await titlesOf(kernel)).toEqual(['Map', 'm1', 'm2', 'm3', 'm4']);
  expect(await find(kernel, 'oven')).toEqual(['m2']);
  expect(await find(kernel, 'kiln')).toEqual([]);
});

test('an import of a mailbox that was stopped half-way is made whole by the next one, also under another name', async () => {
  const gate = Promise.withResolvers<void>();
  const kernel = await house.open({
    parser: waitingBoxReader(gate.promise, (path, cursor) => path === 'in.text' && cursor === 1),
  });
  const files = [{ path: 'in.text', content: MAILBOX }];
  const runId = await kernel.startImport(files);
  await kernel.stage(runId, files);
  await expect.poll(async () => (await reportOf(kernel, runId)).import.added, { timeout: 15_000 }).toBe(2);
  await kernel.command('stop-run', { runId });
  gate.resolve();
  await kernel.idle();
  expect(await titlesOf(kernel)).toEqual(['m1', 'm2']);
  const report = await kernel.import([{ path: 'copy.text', content: MAILBOX }]);
  expect(report.import).toMatchObject({ added: 2, unchanged: 2 });
  expect(await titlesOf(kernel)).toEqual(['Map', 'm1', 'm2', 'm3']);
});

test('what an import brought is taken back, parts and files inside included', async () => {
  const kernel = await open();
  await kernel.import([{ path: 'in.text', content: MAILBOX }]);
  const changed = box({ parts: [part('m1', 'The blue otter.'), part('m5', 'An apple.')] });
  const second = await kernel.import([{ path: 'in.text', content: changed }]);
  expect(second.import).toMatchObject({ added: 1, updated: 1 });
  expect((await kernel.command('undo-import', { runId: second.import.runId })).kept).toBe(0);
  await kernel.idle();
  expect(await titlesOf(kernel)).toEqual(['Map', 'm1', 'm2', 'm3']);
  expect(await find(kernel, 'heron')).toEqual(['m1']);
  expect(await find(kernel, 'otter')).toEqual([]);
  const third = await kernel.import([
    { path: 'other.text', content: box({ inside: [{ path: 'x.md', content: 'Kelp.' }] }) },
  ]);
  await kernel.command('undo-import', { runId: third.import.runId });
  await kernel.idle();
  expect(await find(kernel, 'kelp')).toEqual([]);
});

test('a mailbox that breaks off keeps what stands before it, and says so; the next file is read', async () => {
  const kernel = await open();
  const broken = box({ parts: [part('m1', 'The grey heron.')] }, { fails: 'It is cut off.' });
  const report = await kernel.import([
    { path: 'in.text', content: broken },
    { path: 'ok.md', content: 'A heron.' },
    { path: 'empty.text', content: box({}) },
  ]);
  expect(report.import).toMatchObject({ status: 'done', added: 2, failed: 2 });
  expect(linesOf(report)).toEqual([
    ['empty.text', 'failed', 'There is nothing in it that Hearth can read.'],
    ['in.text', 'failed', 'It is cut off. What stands before that was taken.'],
    ['ok.md', 'added', null],
  ]);
  expect(await find(kernel, 'heron')).toHaveLength(2);
});

test('what was left out of a file is said of it, three times at most', async () => {
  const kernel = await open();
  const warn = (name: string, ...warnings: string[]) => ({ ...part(name, `Text of ${name}.`), warnings });
  const report = await kernel.import([
    { path: 'a.md', content: 'Nothing to say.' },
    { path: 'in.text', content: box({ parts: [warn('m1', 'A.', 'B.')] }, { parts: [warn('m2', 'C.', 'D.', 'E.')] }) },
    { path: 'one.text', content: box({ parts: [warn('', 'Its pictures were left out.')] }) },
  ]);
  expect(report.import).toMatchObject({ added: 4, failed: 0, warned: 2 });
  expect(linesOf(report)).toEqual([
    ['in.text', 'opened', '2 messages. A. B. C. And 2 more like it.'],
    ['one.text', 'added', 'Its pictures were left out.'],
    ['a.md', 'added', null],
  ]);
});

test('items that are the same or nearly so are named to each other, and all are kept', async () => {
  const kernel = await open();
  const words = Array.from({ length: 600 }, (_, at) => `word${(at * 7919) % 331}`);
  const letter = (title: string, said: readonly string[]) => ({ path: `${title}.md`, content: `${said.join(' ')}\n` });
  await kernel.import([
    letter('first', words),
    letter('nearly', words.with(300, 'otter')),
    letter(
      'other',
      words.map((word, at) => `${word}${at % 5}`),
    ),
  ]);
  const same = box({ parts: [{ ...part('twin', `${words.join(' ')}\n`), kind: 'file' }] });
  await kernel.import([{ path: 'in.text', content: same }]);
  const { id } = await itemTitled(kernel, 'first');
  const near = await kernel.query('near-duplicates', { itemId: id });
  expect(near.map(({ item, same: isSame }) => [item.title, isSame])).toEqual([
    ['twin', true],
    ['nearly', false],
  ]);
  const other = await itemTitled(kernel, 'other');
  expect(await kernel.query('near-duplicates', { itemId: other.id })).toEqual([]);
  await kernel.command('delete-item', { itemId: near[0]?.item.id ?? '' });
  expect((await kernel.query('near-duplicates', { itemId: id })).map(({ item }) => item.title)).toEqual(['nearly']);
});
