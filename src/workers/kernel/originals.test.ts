import { expect, test, vi } from 'vitest';
import { box, boxReader, waitingBoxReader } from '../../../tests/box-files.ts';
import { find, linesOf, reportOf } from '../../../tests/import-tests.ts';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { sha256Text } from '../../adapters/files/blob-store.ts';
import type { Id } from '../../core/ids.ts';

const house = testHouse();

const text = (name: string) => ({ path: `${name}.txt`, content: `The ${name}.` });

/** Which of these texts are kept as originals, and how many others are. */
async function kept(...names: readonly string[]): Promise<readonly unknown[]> {
  const hashes = await Promise.all(names.map((name) => sha256Text(text(name).content)));
  const all = new Set(await house.blobs.list());
  const here = names.filter((_, at) => all.delete(hashes[at] ?? ''));
  return [...here, all.size];
}

/** An import that has read the first of its files, and waits at the second. */
async function openHalfWay(names: readonly string[]): Promise<{ kernel: TestKernel; runId: Id; goOn: () => void }> {
  const gate = Promise.withResolvers<void>();
  const kernel = await house.open({ parser: waitingBoxReader(gate.promise, (path) => path === 'kiln.txt') });
  const files = [
    { path: 'first.text', content: box({ parts: [{ part: '', text: 'The heron.' }] }, {}) },
    ...names.map(text),
  ];
  const runId = await kernel.startImport(files);
  await kernel.stage(runId, files);
  await expect.poll(async () => (await reportOf(kernel, runId)).import.added, { timeout: 15_000 }).toBe(1);
  return { kernel, runId, goOn: gate.resolve };
}

test('what a stopped import had copied and not read is not kept; what it had read is', async () => {
  const { kernel, runId, goOn } = await openHalfWay(['kiln', 'otter']);
  expect(await kept('kiln', 'otter')).toEqual(['kiln', 'otter', 1]);
  await kernel.command('stop-run', { runId });
  goOn();
  await kernel.idle();
  expect(await kept('kiln', 'otter')).toEqual([1]);
  expect(await find(kernel, 'heron')).toHaveLength(1);
});

test('what is copied when its import has been stopped is not kept either, and is not said to be copied', async () => {
  const kernel = await house.open();
  const late = Promise.withResolvers<void>();
  const { put } = house.blobs;
  vi.spyOn(house.blobs, 'put').mockImplementationOnce(async (...given) => {
    const done = await put(...given);
    await late.promise;
    return done;
  });
  const runId = await kernel.startImport([text('otter')]);
  const copying = kernel.stage(runId, [text('otter')]);
  await expect.poll(() => kept('otter'), { timeout: 15_000 }).toEqual(['otter', 0]);
  await kernel.command('stop-run', { runId });
  await kernel.kernel.context.originals.idle();
  expect(await kept('otter')).toEqual(['otter', 0]);
  late.resolve();
  await copying;
  await kernel.idle();
  expect(await kept('otter')).toEqual([0]);
  expect(linesOf(await reportOf(kernel, runId))).toEqual([['otter.txt', 'failed', 'Stopped before it was copied.']]);
});

test('what a paused import has yet to read is kept while another is stopped', async () => {
  const kernel = await house.open();
  const copyPaused = async (copied: readonly string[], ...more: readonly string[]) => {
    const runId = await kernel.startImport([...copied, ...more].map(text));
    await kernel.command('pause-run', { runId });
    await kernel.stage(runId, copied.map(text));
    return runId;
  };
  const paused = await copyPaused(['kiln', 'otter']);
  const stopped = await copyPaused(['otter', 'ferry'], 'apple');
  expect(await kept('kiln', 'otter', 'ferry')).toEqual(['kiln', 'otter', 'ferry', 0]);
  await kernel.command('stop-run', { runId: stopped });
  await kernel.idle();
  expect(await kept('kiln', 'otter', 'ferry')).toEqual(['kiln', 'otter', 0]);
  await kernel.command('resume-run', { runId: paused });
  await kernel.idle();
  expect(await find(kernel, 'otter')).toHaveLength(1);
});

test('files that could not be read, archives that were opened, and what a crash left behind are not kept', async () => {
  await house.blobs.put(new Blob(['Copied when the browser was killed.']));
  const kernel = await house.open({ parser: boxReader() });
  await kernel.import([
    { path: 'broken.text', content: box({ fails: 'It is cut off.' }) },
    { path: 'vault.text', content: box({ inside: [{ path: 'otter.txt', content: text('otter').content }] }) },
  ]);
  expect(await kept('otter')).toEqual(['otter', 0]);
});

test('an original that taking an import back brings back is kept', async () => {
  const kernel = await house.open();
  await kernel.import([text('heron')]);
  const second = await kernel.import([{ ...text('heron'), content: text('otter').content }]);
  const stopped = await kernel.startImport([text('heron'), text('apple')]);
  await kernel.stage(stopped, [text('heron')]);
  await kernel.command('stop-run', { runId: stopped });
  await kernel.idle();
  expect(await kept('heron', 'otter')).toEqual(['heron', 'otter', 0]);
  await kernel.command('undo-import', { runId: second.import.runId });
  await kernel.idle();
  const [item] = (await kernel.query('items', {})).items;
  const original = (await kernel.call('original', { itemId: item?.id })) as Blob;
  expect(await original.text()).toBe(text('heron').content);
});
