import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { chunkText } from '../../core/items/chunk-text.ts';
import { BARE_DOCUMENT } from '../../core/items/document-source.ts';
import type { ItemKind, ItemLink } from '../../core/items/item.ts';
import { linkRows } from '../../db/tables/items.ts';
import type { ParsedBatch } from '../parse/parse.api.ts';
import type { Parser } from '../parse/parse.client.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
beforeEach(() => house.wipe());
afterAll(() => house.close());

/** What lies in a file of the format of these tests: batches of parts and of files inside, as JSON in a `.text` file. */
interface Batch {
  readonly parts?: readonly { part: string; text: string; kind?: ItemKind; links?: ItemLink[]; warnings?: string[] }[];
  readonly inside?: readonly { path: string; content: string; attachedTo?: string }[];
  readonly refused?: readonly string[];
  readonly fails?: string;
}

const box = (...batches: readonly Batch[]): string => JSON.stringify(batches);

function readBatch({ parts = [], inside = [], refused = [], fails }: Batch, next: number | null): ParsedBatch {
  if (fails !== undefined) throw new AppError('unreadable', fails);
  return {
    parts: parts.map((part) => ({
      document: { ...BARE_DOCUMENT, kind: 'mail', title: part.part || 'Letter', language: 'en', ...part },
      chunks: chunkText(part.text),
    })),
    embedded: inside.map(({ path, content, attachedTo = null }) => ({
      ...{ path, attachedTo, mediaType: '', bytes: new Blob([content]), modifiedMs: 1_600_000_000_000 },
    })),
    refused: refused.map((path) => ({ path, code: 'unsupported', reason: 'It is locked.' })),
    next,
  };
}

/** Reads such files in batches, and all others as they are. `read` notes what was read. */
const boxReader =
  (read: string[] = []) =>
  (real: Parser): Parser => ({
    ...real,
    async parse(request, signal) {
      const { path, bytes, cursor } = request;
      read.push(cursor === 0 ? path : `${path}@${cursor}`);
      if (!path.endsWith('.text')) return real.parse(request, signal);
      const batches = JSON.parse(new TextDecoder().decode(await bytes.arrayBuffer())) as Batch[];
      try {
        return { ok: true, ...readBatch(batches[cursor] ?? {}, cursor + 1 < batches.length ? cursor + 1 : null) };
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        return { ok: false, code: thrown.code, reason: thrown.message };
      }
    },
  });

const open = (read?: string[]) => house.open({ parser: boxReader(read) });

const reportOf = async (kernel: TestKernel, runId: Id) => {
  const report = await kernel.query('import-report', { runId, limit: 1000 });
  if (report === null) throw new Error('no report');
  return report;
};

const linesOf = ({ files }: Awaited<ReturnType<typeof reportOf>>) =>
  files.map(({ path, status, reason }) => [path, status, reason]);

const titles = async (kernel: TestKernel) =>
  (await kernel.query('items', { sort: 'title' })).items.map(({ title }) => title);

const find = async (kernel: TestKernel, query: string) =>
  (await kernel.query('search', { query })).items.map(({ item }) => item.title);

const itemTitled = async (kernel: TestKernel, title: string) => {
  const item = (await kernel.query('items', {})).items.find((each) => each.title === title);
  if (item === undefined) throw new Error(`no item is called ${title}`);
  return item;
};

const attachmentsOf = async (kernel: TestKernel, mail: Id) => {
  const links = await linkRows(kernel.kernel.context.db, mail);
  const views = links.map(async ({ kind, target, toItem }) => {
    const view = toItem === null ? null : await kernel.query('item', { itemId: toItem });
    return [kind, target, view?.path ?? null];
  });
  return Promise.all(views);
};

const part = (name: string, text: string) => ({ part: name, text });

const MAILBOX = box(
  { parts: [part('m1', 'The grey heron.'), part('m2', 'The old kiln.')] },
  {
    parts: [part('m3', 'The slow train.')],
    inside: [{ path: 'map.md', content: '# Map\n\nA bridge.', attachedTo: 'm3' }],
  },
);

test.each(['beforeWrite', 'afterWrite'] as const)(
  'a kernel that dies at any write of an import with parts and files inside, %s, leaves one that goes on and has each once',
  { timeout: 240_000 },
  async (moment) => {
    const archive = box({ inside: [{ path: 'a/b.md', content: '# Inside\n\nA heron.' }] }, { refused: ['c.md'] });
    const list = [
      { path: 'mail/in.text', content: MAILBOX },
      { path: 'vault.text', content: archive },
    ];
    let outlived = false;
    for (let dies = 1; !outlived; dies++) {
      await house.wipe();
      const runId = house.ids.next();
      const commandId = house.ids.next();
      const files = list.map(({ path, content }) => ({
        path,
        sizeBytes: content.length,
        mediaType: '',
        modifiedMs: 1,
      }));
      const act = async (kernel: TestKernel) => {
        await kernel.command('start-import', { runId, label: 'Test', files }, commandId);
        await kernel.stage(runId, list);
        await kernel.idle();
      };
      const crashed = Promise.withResolvers<false>();
      let writes = 0;
      const bomb = (kernel: { crash(): void }) => {
        if (++writes !== dies) return;
        kernel.crash();
        crashed.resolve(false);
      };
      const lived = house.open({ [moment]: bomb, parser: boxReader() }).then(act);
      // What a dead kernel still says is nobody's business.
      outlived = await Promise.race([
        lived.then(
          () => true,
          () => crashed.promise,
        ),
        crashed.promise,
      ]);
      const second = await open();
      await act(second);
      const report = await reportOf(second, runId);
      const counts = { status: 'done', total: 5, done: 5, added: 5, unchanged: 0, failed: 1 };
      expect(report.import, `died at write ${dies}`).toMatchObject(counts);
      expect(linesOf(report)).toEqual([
        ['vault/c.md', 'failed', 'It is locked.'],
        ['mail/in.text', 'opened', '3 messages, 1 file inside.'],
        ['mail/in/m3 attachments/map.md', 'added', null],
        ['vault.text', 'opened', '2 files inside.'],
        ['vault/a/b.md', 'added', null],
      ]);
      expect(await titles(second)).toEqual(['Inside', 'Map', 'm1', 'm2', 'm3']);
      const { id } = await itemTitled(second, 'm3');
      expect(await attachmentsOf(second, id)).toEqual([['attachment', 'map.md', 'mail/in/m3 attachments/map.md']]);
      expect(await find(second, 'heron')).toHaveLength(2);
    }
  },
);

test('a file that was read to a batch is not read from its beginning again', async () => {
  const read: string[] = [];
  const first = await house.open({
    parser: (real) => {
      const reader = boxReader(read)(real);
      return {
        ...reader,
        parse: (request, signal) =>
          request.cursor === 1 ? new Promise(() => undefined) : reader.parse(request, signal),
      };
    },
  });
  const files = [{ path: 'in.text', content: MAILBOX }];
  const runId = await first.startImport(files);
  await first.stage(runId, files);
  await expect.poll(async () => (await reportOf(first, runId)).import.added, { timeout: 15_000 }).toBe(2);
  first.crash();
  const second = await open(read);
  await second.idle();
  expect((await reportOf(second, runId)).import).toMatchObject({ status: 'done', added: 4 });
  expect(read).toEqual(['in.text', 'in.text@1', 'in/m3 attachments/map.md']);
});

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
  expect(await titles(kernel)).toEqual(['Map', 'm1', 'm2', 'm3', 'm4']);
  expect(await find(kernel, 'oven')).toEqual(['m2']);
  expect(await find(kernel, 'kiln')).toEqual([]);
});

test('an import of a mailbox that was stopped half-way is made whole by the next one, also under another name', async () => {
  const gate = Promise.withResolvers<void>();
  const kernel = await house.open({
    parser: (real) => {
      const reader = boxReader()(real);
      return {
        ...reader,
        async parse(request, signal) {
          if (request.cursor === 1 && request.path === 'in.text') await gate.promise;
          return reader.parse(request, signal);
        },
      };
    },
  });
  const files = [{ path: 'in.text', content: MAILBOX }];
  const runId = await kernel.startImport(files);
  await kernel.stage(runId, files);
  await expect.poll(async () => (await reportOf(kernel, runId)).import.added, { timeout: 15_000 }).toBe(2);
  await kernel.command('stop-run', { runId });
  gate.resolve();
  await kernel.idle();
  expect(await titles(kernel)).toEqual(['m1', 'm2']);
  const report = await kernel.import([{ path: 'copy.text', content: MAILBOX }]);
  expect(report.import).toMatchObject({ added: 2, unchanged: 2 });
  expect(await titles(kernel)).toEqual(['Map', 'm1', 'm2', 'm3']);
});

test('what an import brought is taken back, parts and files inside included', async () => {
  const kernel = await open();
  await kernel.import([{ path: 'in.text', content: MAILBOX }]);
  const changed = box({ parts: [part('m1', 'The blue otter.'), part('m5', 'An apple.')] });
  const second = await kernel.import([{ path: 'in.text', content: changed }]);
  expect(second.import).toMatchObject({ added: 1, updated: 1 });
  expect((await kernel.command('undo-import', { runId: second.import.runId })).kept).toBe(0);
  await kernel.idle();
  expect(await titles(kernel)).toEqual(['Map', 'm1', 'm2', 'm3']);
  expect(await find(kernel, 'heron')).toEqual(['m1']);
  expect(await find(kernel, 'otter')).toEqual([]);
  const third = await kernel.import([
    { path: 'other.text', content: box({ inside: [{ path: 'x.md', content: 'Kelp.' }] }) },
  ]);
  await kernel.command('undo-import', { runId: third.import.runId });
  await kernel.idle();
  expect(await find(kernel, 'kelp')).toEqual([]);
});

test('archives within archives are opened to a depth, and named where they lie deeper', async () => {
  const kernel = await open();
  const nested = (depth: number): string =>
    box({ inside: [{ path: `n${depth}.md`, content: `Depth ${depth}.` }, ...deeper(depth)] });
  const deeper = (depth: number) => (depth > 4 ? [] : [{ path: `z${depth}.text`, content: nested(depth + 1) }]);
  const report = await kernel.import([{ path: 'z.text', content: nested(1) }]);
  expect(linesOf(report)).toEqual([
    ['z/z1/z2/z3.text', 'failed', 'It lies in 3 files within each other: what is inside of it was left out.'],
    ['z.text', 'opened', '2 files inside.'],
    ['z/n1.md', 'added', null],
    ['z/z1.text', 'opened', '2 files inside.'],
    ['z/z1/n2.md', 'added', null],
    ['z/z1/z2.text', 'opened', '2 files inside.'],
    ['z/z1/z2/n3.md', 'added', null],
  ]);
});

test('files inside are held to the rules of all files, and an archive is not kept when it has been opened', async () => {
  const kernel = await open();
  const inside = [
    { path: '../../out.md', content: 'x' },
    { path: '/etc/passwd.md', content: 'x' },
    { path: 'big.md', content: 'word '.repeat(400) },
    { path: '.git/a.md', content: 'x' },
    { path: 'photo.xyz', content: 'x' },
    { path: 'ok.md', content: 'Fine.' },
    { path: 'ok.md', content: 'Twice.' },
    { path: 'zero\0\ud800.txt', content: 'The zero is gone.' },
  ];
  const files = [{ path: 'v.text', content: box({ inside: inside.slice(0, 4) }, { inside: inside.slice(4) }) }];
  const runId = await kernel.startImport(files);
  // Unpacked, a file may be larger than the archive that it was in.
  await kernel.command('set-setting', { key: 'import.maxFileBytes', value: 1000 });
  await kernel.stage(runId, files);
  await kernel.idle();
  const report = await reportOf(kernel, runId);
  expect(report.import).toMatchObject({ status: 'done', added: 2, failed: 5, skipped: 1 });
  const failed = report.files.filter(({ status }) => status === 'failed');
  expect(Object.fromEntries(failed.map(({ path, code }) => [path, code]))).toEqual({
    'v/../../out.md': 'bad-input',
    'v//etc/passwd.md': 'bad-input',
    'v/big.md': 'too-large',
    'v/photo.xyz': 'unsupported',
    'v/ok.md': 'conflict',
  });
  expect(report.files.map(({ path }) => path)).toContain('v/zero\ufffd\ufffd.txt');
  const sizes = ['Fine.', 'The zero is gone.'].map((text) => text.length);
  expect(await house.blobs.sizeBytes()).toBe(sizes.reduce((sum, size) => sum + size, 0));
});

test('the limit of files counts what is found inside, and what is over it is said once', async () => {
  const kernel = await open();
  await kernel.command('set-setting', { key: 'import.maxFiles', value: 4 });
  const inside = Array.from({ length: 6 }, (_, at) => ({ path: `n${at}.md`, content: `Note ${at}.` }));
  const report = await kernel.import([
    { path: 'v.text', content: box({ inside }, { inside: [{ path: 'z.md', content: 'z' }] }) },
  ]);
  expect(report.import).toMatchObject({ total: 4, added: 3, failed: 0, warned: 1 });
  expect(report.files[0]).toMatchObject({
    path: 'v.text',
    status: 'opened',
    reason: '3 files inside. One import takes at most 4 files: the rest of it was left out.',
  });
});

test('a mail leads to its attachments, one that is here already and one that lay in an archive included', async () => {
  const kernel = await open();
  await kernel.import([{ path: 'plan.md', content: '# Plan\n\nA heron.' }]);
  const link: ItemLink = { target: 'map.md', kind: 'attachment', span: { start: 4, end: 10 } };
  const zip = box({ inside: [{ path: 'deep.md', content: 'Kelp.' }] });
  const mail = box({
    parts: [{ part: '', text: 'The map, as you asked.', links: [link] }],
    inside: [
      { path: 'map.md', content: '# Map\n\nA bridge.', attachedTo: '' },
      { path: 'plan.md', content: '# Plan\n\nA heron.', attachedTo: '' },
      { path: 'all.text', content: zip, attachedTo: '' },
    ],
  });
  const report = await kernel.import([{ path: 'm/trip.text', content: mail }]);
  expect(linesOf(report)).toContainEqual(['m/trip.text', 'added', '3 files inside.']);
  const { id } = await itemTitled(kernel, 'Letter');
  const all = [
    ['attachment', 'deep.md', 'm/Letter attachments/all/deep.md'],
    ['attachment', 'map.md', 'm/Letter attachments/map.md'],
    ['attachment', 'plan.md', 'plan.md'],
  ];
  expect((await attachmentsOf(kernel, id)).sort()).toEqual(all);
  await kernel.import([{ path: 'm/trip.text', content: mail }]);
  expect((await attachmentsOf(kernel, id)).sort()).toEqual(all);
  const map = await itemTitled(kernel, 'Map');
  expect((await kernel.query('backlinks', { itemId: map.id })).map(({ item }) => item.title)).toEqual(['Letter']);
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

test('a real mail with an attachment, in a real archive, becomes the mail, its attachment and the way between them', async () => {
  const lines = [
    ...['From: Anna <anna@example.org>', 'To: ben@example.org', 'Subject: The map', 'Message-ID: <m1@example.org>'],
    ...['Date: Mon, 3 Mar 2025 10:00:00 +0100', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b1', ''],
    ...['--b1', 'Content-Type: text/plain', '', 'Here is the map with the heron.', '--b1', 'Content-Type: text/plain'],
    ...['Content-Disposition: attachment; filename="map.txt"', '', 'The bridge lies north.', '--b1--', ''],
  ];
  const content = zipSync({ 'post/map.eml': strToU8(lines.join('\r\n')), 'note.md': strToU8('# Note\n\nA kiln.') });
  const kernel = await house.open();
  const report = await kernel.import([{ path: 'all.zip', content: new Uint8Array(content) }]);
  expect(linesOf(report)).toEqual([
    ['all.zip', 'opened', '2 files inside.'],
    ['all/note.md', 'added', null],
    ['all/post/The map attachments/map.txt', 'added', null],
    ['all/post/map.eml', 'added', '1 file inside.'],
  ]);
  const { id } = await itemTitled(kernel, 'The map');
  expect(await attachmentsOf(kernel, id)).toEqual([['attachment', 'map.txt', 'all/post/The map attachments/map.txt']]);
  expect(await find(kernel, 'bridge')).toEqual(['map']);
  const again = await kernel.import([{ path: 'all.zip', content: new Uint8Array(content) }]);
  expect(again.import).toMatchObject({ added: 0, updated: 0, unchanged: 3 });
});
