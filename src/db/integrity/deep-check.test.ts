import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import type { Finding } from '../../core/integrity/findings.ts';
import { type DeepProgress, deepCheck } from './deep-check.ts';

let house: TestHouse;
let kernel: TestKernel;

beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
afterAll(() => house?.close());

beforeEach(async () => {
  await house.wipe();
  kernel = await house.open();
  await kernel.import([
    { path: 'a/one.md', content: '# One\n\nThe first of them. #tag [[Two]]' },
    { path: 'two.md', content: '# Two\n\nThe second of them.' },
    { path: 'rows.csv', content: 'name,age\nAda,36\nGrace,45\n' },
  ]);
  await kernel.command('create-note', { itemId: house.ids.next(), title: 'Three', text: 'Written here.' });
  await kernel.idle();
});

const nowMs = () => performance.now();
const check = () => deepCheck({ store: house.store, blobs: house.blobs, allOriginals: true, nowMs });
const faultsOf = async () => (await check()).findings.map(({ fault, where }: Finding) => `${fault} ${where}`);
const run = (sql: string, parameters: readonly unknown[] = []) => house.store.query(sql, parameters);

test('a store that is well has nothing to tell', async () => {
  const report = await check();
  expect(report.findings).toEqual([]);
  expect(report.rows).toBeGreaterThan(50);
  expect(report.originals).toBe(3);
});

test('a cell that differs from the log is named, whatever made it so', async () => {
  await run(`update items set title = 'Another' where title = 'Two'`);
  const { findings } = await check();
  expect(findings).toMatchObject([{ fault: 'row-differs', where: 'items', count: 1, severity: 'damaged' }]);
});

test('a row that the log speaks of, a row that it does not know, and a row behind the log are named', async () => {
  await run(`delete from tags`);
  await run(`insert into links select '00000000-0000-7000-8000-000000000001', workspace_id, clocks, deleted_ms, from_item,
    to_item, target, kind, start_at, end_at from links limit 1`);
  expect(await faultsOf()).toEqual(['row-unlogged links', 'row-missing tags']);
});

test('a gap in the log is named, and one below its floor is none', async () => {
  await run(`delete from change_log where sequence = 1`);
  expect(await faultsOf()).toContain('log-gap change_log');
  await run(`insert into log_floors select device_id, 1, '' from change_log limit 1`);
  expect(await faultsOf()).not.toContain('log-gap change_log');
});

test('what the log has been shortened of is not missed', async () => {
  await run(`insert into log_floors select device_id, max(sequence), max(hlc) from change_log group by device_id`);
  await run('delete from change_log');
  expect(await faultsOf()).toEqual([]);
});

test('texts that are not what was hashed, passages that are no piece of them, and items without are derived things', async () => {
  await run(`update item_texts set text = text || '!' where text like '%second%'`);
  await run(`update chunks set text = 'other' where text like '%Written%'`);
  await run(`delete from item_texts where text like '%Grace%'`);
  const { findings } = await check();
  const told = findings.map(({ fault, severity }) => `${fault} ${severity}`);
  expect(told).toEqual(
    expect.arrayContaining(['text-altered derived', 'chunks-differ derived', 'text-missing derived']),
  );
});

test('an original that is gone or altered is named by its hash', async () => {
  const [hash = ''] = await house.blobs.list();
  await house.blobs.remove(hash);
  const { findings } = await check();
  expect(findings).toMatchObject([{ fault: 'bytes-missing', ids: [hash], severity: 'lost' }]);
});

test('it goes on where it ended, and finds the same', async () => {
  await run(`update items set title = 'Another' where title = 'Two'`);
  const kept: DeepProgress[] = [];
  const whole = await deepCheck({
    store: house.store,
    blobs: house.blobs,
    allOriginals: true,
    nowMs,
    onStep: async (progress) => void kept.push(progress),
  });
  for (const from of kept.filter((_, at) => at % 10 === 3)) {
    const resumed = await deepCheck({ store: house.store, blobs: house.blobs, allOriginals: true, nowMs, from });
    expect(resumed.findings).toEqual(whole.findings);
    expect(resumed.rows).toBe(whole.rows);
  }
});

test('it ends when it is told to', async () => {
  const signal = { aborted: true };
  await expect(deepCheck({ store: house.store, blobs: null, nowMs, signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
});
