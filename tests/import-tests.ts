import { expect } from 'vitest';
import type { Id } from '../src/core/ids.ts';
import type { Item } from '../src/core/items/item.ts';
import type { ImportReport } from '../src/core/queries.ts';
import { linkRows } from '../src/db/tables/item-links.ts';
import type { Parser } from '../src/workers/parse/parse.client.ts';
import { formatFile } from './format-file.ts';
import type { TestFile, TestHouse, TestKernel } from './kernel-harness.ts';

/** What tests of imports ask a kernel, and a kernel that dies at each of its writes. */

export async function reportOf(kernel: TestKernel, runId: Id): Promise<ImportReport> {
  const report = await kernel.query('import-report', { runId, limit: 1000 });
  if (report === null) throw new Error('no report');
  return report;
}

type ReportLine = readonly [path: string, status: string, reason: string | null];

export const linesOf = ({ files }: ImportReport): readonly ReportLine[] =>
  files.map(({ path, status, reason }) => [path, status, reason]);

export const titlesOf = async (kernel: TestKernel): Promise<readonly string[]> =>
  (await kernel.query('items', { sort: 'title' })).items.map(({ title }) => title);

/** The titles of what is found. */
export const find = async (kernel: TestKernel, query: string): Promise<readonly string[]> =>
  (await kernel.query('search', { query })).items.map(({ item }) => item.title);

export async function itemTitled(kernel: TestKernel, title: string): Promise<Item> {
  const item = (await kernel.query('items', {})).items.find((each) => each.title === title);
  if (item === undefined) throw new Error(`no item is called ${title}`);
  return item;
}

/** The links of an item, each with the path of what it leads to. */
export async function attachmentsOf(kernel: TestKernel, mail: Id): Promise<readonly (readonly unknown[])[]> {
  const links = await linkRows(kernel.kernel.context.db, mail);
  const views = links.map(async ({ kind, target, toItem }) => {
    const view = toItem === null ? null : await kernel.query('item', { itemId: toItem });
    return [kind, target, view?.path ?? null];
  });
  return Promise.all(views);
}

/** A file of `tests/fixtures/formats`, under its own name. */
export function fixture(path: string): TestFile {
  const { fileName, bytes } = formatFile(path);
  return { path: fileName, content: bytes };
}

interface Crashing {
  readonly house: TestHouse;
  /** The write that it dies at does not reach the store, or does, and nobody is told. */
  readonly moment: 'beforeWrite' | 'afterWrite';
  readonly files: readonly (TestFile & { readonly content: string })[];
  readonly parser?: (real: Parser) => Parser;
}

/**
 * Imports the files with a kernel that dies at its first write, then with one that dies at its second, until one outlives
 * the import. Each time the page tries again with the next kernel, which is then looked at.
 */
export async function crashAtEachWrite(
  { house, moment, files, parser }: Crashing,
  look: (kernel: TestKernel, runId: Id, died: string) => Promise<void>,
): Promise<void> {
  const listed = files.map(({ path, content }) => ({ path, sizeBytes: content.length, mediaType: '', modifiedMs: 1 }));
  let outlived = false;
  for (let dies = 1; !outlived; dies++) {
    await house.wipe();
    const runId = house.ids.next();
    const commandId = house.ids.next();
    const act = async (kernel: TestKernel) => {
      await kernel.command('start-import', { runId, label: 'Test', files: listed }, commandId);
      await kernel.stage(runId, files);
      await kernel.idle();
    };
    const crashed = Promise.withResolvers<false>();
    let writes = 0;
    const bomb = (kernel: { crash(): void }) => {
      if (++writes !== dies) return;
      kernel.crash();
      crashed.resolve(false);
    };
    const lived = house.open({ [moment]: bomb, parser }).then(act);
    // What a dead kernel still says is nobody's business.
    outlived = await Promise.race([
      lived.then(
        () => true,
        () => crashed.promise,
      ),
      crashed.promise,
    ]);
    const next = await house.open({ parser });
    await act(next);
    await look(next, runId, `died at write ${dies}`);
  }
  expect(outlived).toBe(true);
}
