import { expect, test } from 'vitest';
import { box, boxReader, MAILBOX, waitingBoxReader } from '../../../tests/box-files.ts';
import {
  attachmentsOf,
  crashAtEachWrite,
  find,
  itemTitled,
  linesOf,
  reportOf,
  titlesOf,
} from '../../../tests/import-tests.ts';
import { testHouse } from '../../../tests/test-house.ts';

const house = testHouse();

const MOMENTS = ['beforeWrite', 'afterWrite'] as const;

test.each(MOMENTS)(
  'a kernel that dies at any write of an import, %s, leaves one that goes on and reads each file once',
  { timeout: 120_000 },
  async (moment) => {
    const files = ['a', 'b', 'c'].map((name) => ({
      path: `Notes/${name}.md`,
      content: `# ${name}\n\nA heron of ${name}.`,
    }));
    await crashAtEachWrite({ house, moment, files }, async (kernel, runId, died) => {
      const counts = { status: 'done', added: 3, failed: 0, unchanged: 0 };
      expect((await reportOf(kernel, runId)).import, died).toMatchObject(counts);
      expect((await kernel.query('items', {})).total).toBe(3);
      const { rows } = await house.store.query('select step from run_events where run_id = $1 order by step', [runId]);
      const steps = rows.map(({ step }) => step);
      expect(steps).toContain('link');
      expect(new Set(steps).size).toBe(steps.length);
      expect(await find(kernel, 'heron')).toHaveLength(3);
    });
  },
);

test.each(MOMENTS)(
  'a kernel that dies at any write of an import with parts and files inside, %s, leaves one that goes on and has each once',
  { timeout: 240_000 },
  async (moment) => {
    const archive = box({ inside: [{ path: 'a/b.md', content: '# Inside\n\nA heron.' }] }, { refused: ['c.md'] });
    const files = [
      { path: 'mail/in.text', content: MAILBOX },
      { path: 'vault.text', content: archive },
    ];
    await crashAtEachWrite({ house, moment, files, parser: boxReader() }, async (kernel, runId, died) => {
      const report = await reportOf(kernel, runId);
      const counts = { status: 'done', total: 5, done: 5, added: 5, unchanged: 0, failed: 1 };
      expect(report.import, died).toMatchObject(counts);
      expect(linesOf(report)).toEqual([
        ['vault/c.md', 'failed', 'It is locked.'],
        ['mail/in.text', 'opened', '3 messages, 1 file inside.'],
        ['mail/in/m3 attachments/map.md', 'added', null],
        ['vault.text', 'opened', '2 files inside.'],
        ['vault/a/b.md', 'added', null],
      ]);
      expect(await titlesOf(kernel)).toEqual(['Inside', 'Map', 'm1', 'm2', 'm3']);
      const { id } = await itemTitled(kernel, 'm3');
      expect(await attachmentsOf(kernel, id)).toEqual([['attachment', 'map.md', 'mail/in/m3 attachments/map.md']]);
      expect(await find(kernel, 'heron')).toHaveLength(2);
    });
  },
);

test('a file that was read to a batch is not read from its beginning again', async () => {
  const first = await house.open({
    parser: waitingBoxReader(new Promise(() => undefined), (_, cursor) => cursor === 1),
  });
  const files = [{ path: 'in.text', content: MAILBOX }];
  const runId = await first.startImport(files);
  await first.stage(runId, files);
  await expect.poll(async () => (await reportOf(first, runId)).import.added, { timeout: 15_000 }).toBe(2);
  first.crash();
  const read: string[] = [];
  const second = await house.open({ parser: boxReader(read) });
  await second.idle();
  expect((await reportOf(second, runId)).import).toMatchObject({ status: 'done', added: 4 });
  expect(read).toEqual(['in.text@1', 'in/m3 attachments/map.md']);
});
