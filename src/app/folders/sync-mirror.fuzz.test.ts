import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzRuns } from '../../../tests/fuzz-runs.ts';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { createMemoryDisk, type MemoryDisk } from '../../../tests/memory-disk.ts';
import { openTextDocument, replaceTextUpdate, textsAfter } from '../../sync/text-document.ts';
import { type MirrorReport, type MirrorSync, syncMirror } from './sync-mirror.ts';

/**
 * The law: whatever both sides do, and wherever a sync is cut off, refused or met by another program, every line that was
 * saved on either side is in a file, a note, a conflict's copy, the bin, the trash or the history; and when nothing changes
 * any more, both sides become the same.
 */

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
afterAll(() => house.close());

type Action =
  | {
      readonly do: 'edit' | 'create' | 'rename' | 'move' | 'delete';
      readonly side: 'here' | 'there';
      readonly at: number;
    }
  /** Bytes change while size and date stay. */
  | { readonly do: 'silent'; readonly at: number }
  | { readonly do: 'sync'; readonly fault: Fault; readonly after: number; readonly deep: boolean };
/** `meddle`: another program changes a file while the sync is at work. */
type Fault = 'none' | 'crash' | 'full' | 'denied' | 'meddle';

const at = fc.nat({ max: 20 });
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('edit', 'edit', 'create', 'rename', 'move', 'delete'),
      side: fc.constantFrom('here', 'there'),
      at,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('silent' as const), at }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      fault: fc.constantFrom<Fault>('none', 'crash', 'crash', 'full', 'denied', 'meddle'),
      after: fc.nat({ max: 30 }),
      deep: fc.boolean(),
    }),
  },
);

class Cut extends Error {}

async function openWorld(ignoresCase: boolean) {
  await house.wipe();
  const kernel = await house.open();
  const folderId = house.ids.next();
  await kernel.command('connect-folder', { folderId, name: 'V' });
  await kernel.command('set-folder-mode', { folderId, mode: 'mirror' });
  let happens: (doing: string) => void = () => undefined;
  const disk = createMemoryDisk({ ignoresCase, before: (doing) => happens(doing) });
  const client = {
    command: async (type: never, payload: never) => {
      const id = house.ids.next();
      happens('command');
      const outcome = await kernel.command(type, payload, id);
      happens('commanded');
      return { ...outcome, commandId: id };
    },
    query: kernel.query,
    newId: () => house.ids.next(),
  };
  const sync = (options: Partial<MirrorSync> = {}): Promise<MirrorReport> =>
    syncMirror({ client, disk, folderId, signal: new AbortController().signal, allowMany: true, ...options });
  return {
    ...{ kernel, disk, sync },
    during: (each: (doing: string) => void) => {
      happens = each;
    },
  };
}

type World = Awaited<ReturnType<typeof openWorld>>;

const notesOf = async ({ kernel }: World, deleted = false) =>
  (await kernel.query('items', { deleted, sort: 'created' })).items;
const textOf = async (kernel: TestKernel, itemId: string): Promise<string> => {
  const body = await kernel.query('item-body', { itemId });
  return openTextDocument(body === null ? [] : [body.update]).text();
};
const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

/** What must be found again. Who deletes a file, or never has Hearth look at it, loses what stood in it alone. */
function createLedger() {
  let count = 0;
  const owed = new Set<string>();
  return {
    owed,
    line(): string {
      const line = `line-${++count}.`;
      owed.add(line);
      return line;
    },
    forgive(text: string): void {
      for (const line of [...owed]) if (text.includes(line)) owed.delete(line);
    },
  };
}
type Ledger = ReturnType<typeof createLedger>;

/** A line put at one of the ends, or in the place of none: edits never take a line away. */
const withLine = (text: string, line: string, where: number): string => {
  const lines = text.split('\n');
  lines.splice(where % (lines.length + 1), 0, line);
  return lines.join('\n');
};

async function actHere(world: World, ledger: Ledger, action: Extract<Action, { side: string }>): Promise<void> {
  const { kernel } = world;
  if (action.do === 'create') {
    const title = `n${action.at % 4}`;
    const text = `${ledger.line()}\n`;
    await kernel.command('create-note', { itemId: house.ids.next(), title, folder: 'V', text });
    return;
  }
  const note = pick(await notesOf(world), action.at);
  if (note === undefined) return;
  const itemId = note.id;
  if (action.do === 'rename') await kernel.command('rename-item', { itemId, title: `N${action.at % 4}` });
  else if (action.do === 'move')
    await kernel.command('move-item', { itemId, folder: pick(['V', 'V/a', 'V/b'], action.at) ?? 'V' });
  else if (action.do === 'delete') await kernel.command('delete-item', { itemId });
  else {
    const body = await kernel.query('item-body', { itemId });
    const text = withLine(await textOf(kernel, itemId), ledger.line(), action.at);
    const update = body === null ? null : replaceTextUpdate([body.update], text);
    if (update !== null) await kernel.command('edit-note', { itemId, update: new Uint8Array(update) });
  }
}

function actThere(
  { disk }: { readonly disk: MemoryDisk },
  ledger: Ledger,
  action: Extract<Action, { side: string }>,
): void {
  if (action.do === 'create') {
    const path = `V/f${action.at % 4}.md`;
    ledger.forgive(disk.text(path));
    disk.put(path, `${ledger.line()}\n`);
    return;
  }
  const path = pick(disk.paths(), action.at);
  if (path === undefined) return;
  const to =
    action.do === 'rename'
      ? `V/r${action.at % 4}.md`
      : `${pick(['V', 'V/a', 'V/c'], action.at)}/${path.slice(path.lastIndexOf('/') + 1)}`;
  if (action.do === 'edit') disk.put(path, withLine(disk.text(path), ledger.line(), action.at));
  else if (action.do === 'delete') {
    ledger.forgive(disk.text(path));
    disk.delete(path);
  } else if (to !== path) {
    ledger.forgive(disk.text(to));
    disk.rename(path, to);
  }
}

function silently({ disk }: World, ledger: Ledger, index: number): void {
  const path = pick(disk.paths(), index);
  const held = path === undefined ? null : disk.text(path);
  const line = held?.match(/line-\d+\./)?.[0];
  if (path === undefined || held === null || line === undefined) return;
  // The line that it replaces was saved by another program and is replaced by it.
  ledger.owed.delete(line);
  const fresh = `line${'-'.repeat(line.length - 6)}${index % 10}.`;
  disk.put(path, held.replace(line, fresh), disk.modifiedMs(path));
}

async function syncWith(
  world: World,
  ledger: Ledger,
  { fault, after, deep }: Extract<Action, { do: 'sync' }>,
): Promise<void> {
  let count = 0;
  world.during((doing) => {
    if (fault === 'none' || ++count < after) return;
    if (fault === 'meddle') {
      if (count === after) actThere(world, ledger, { do: 'edit', side: 'there', at: after });
    } else if (fault === 'crash') throw new Cut('cut off');
    else if (['write', 'close', 'remove', 'trash'].includes(doing)) throw new Cut(fault);
  });
  try {
    await world.sync({ deep });
  } catch (thrown) {
    if (
      !(thrown instanceof Error) ||
      !['cut off', 'full', 'denied'].some((why) => `${thrown.message} ${String(thrown.cause)}`.includes(why))
    )
      throw thrown;
  } finally {
    world.during(() => undefined);
  }
}

async function everything(world: World): Promise<string> {
  const texts = [...world.disk.allTexts()];
  const { rows } = await house.store.query<{ item_id: string; update: Uint8Array }>(
    'select item_id, "update" from item_bodies order by id',
  );
  for (const [, updates] of Map.groupBy(rows, ({ item_id }) => item_id)) {
    const list = updates.map(({ update }) => update);
    texts.push(...textsAfter(list, new Set(list)).values());
  }
  return texts.join('\n');
}

async function checkSame(world: World): Promise<void> {
  const notes = await notesOf(world);
  const here = await Promise.all(notes.map(async ({ id }) => textOf(world.kernel, id)));
  const there = world.disk.paths().map((path) => world.disk.text(path));
  expect(there.toSorted()).toEqual(here.toSorted());
  const folders = (paths: readonly string[]) => paths.toSorted();
  expect(folders(world.disk.paths().map((path) => path.slice(0, path.lastIndexOf('/'))))).toEqual(
    folders(notes.map(({ folder }) => folder)),
  );
}

test('whatever happens on both sides and to a sync, no line is lost and both become the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(action, { minLength: 4, maxLength: 18 }), async (ignoresCase, actions) => {
      const world = await openWorld(ignoresCase);
      const ledger = createLedger();
      for (const each of actions) {
        if (each.do === 'sync') await syncWith(world, ledger, each);
        else if (each.do === 'silent') silently(world, ledger, each.at);
        else if (each.side === 'here') await actHere(world, ledger, each);
        else actThere(world, ledger, each);
      }
      for (let i = 0; i < 4; i++) await world.sync({ deep: true });
      const { counts, problems } = await world.sync({ deep: true });
      expect({ counts: Object.values(counts).reduce((sum, count) => sum + count, 0), problems }).toEqual({
        counts: 0,
        problems: [],
      });
      await checkSame(world);
      const kept = await everything(world);
      expect([...ledger.owed].filter((line) => !kept.includes(line))).toEqual([]);
    }),
    { numRuns: fuzzRuns(15) },
  );
}, 600_000);
