import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { box, boxReader } from '../../../tests/box-files.ts';
import { attachmentsOf, find, itemTitled, linesOf, reportOf } from '../../../tests/import-tests.ts';
import { testHouse } from '../../../tests/test-house.ts';
import type { ItemLink } from '../../core/items/item.ts';
import type { ParseRequest } from '../parse/parse.api.ts';

const house = testHouse();

const open = () => house.open({ parser: boxReader() });

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
  expect([...(await attachmentsOf(kernel, id))].sort()).toEqual(all);
  await kernel.import([{ path: 'm/trip.text', content: mail }]);
  expect([...(await attachmentsOf(kernel, id))].sort()).toEqual(all);
  const map = await itemTitled(kernel, 'Map');
  expect((await kernel.query('backlinks', { itemId: map.id })).map(({ item }) => item.title)).toEqual(['Letter']);
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

test('an archive is held to the limits that are set, before it is unpacked', async () => {
  const limits: ParseRequest['limits'][] = [];
  const kernel = await house.open({
    parser: (real) => ({
      ...real,
      parse(request, signal) {
        limits.push(request.limits);
        return real.parse(request, signal);
      },
    }),
  });
  await kernel.command('set-setting', { key: 'import.maxFileBytes', value: 60_000_000 });
  await kernel.command('set-setting', { key: 'import.maxFiles', value: 70_000 });
  await kernel.import([{ path: 'a.zip', content: new Uint8Array(zipSync({ 'a.md': strToU8('A kiln.') })) }]);
  expect(limits[0]).toEqual({ maxFileBytes: 60_000_000, maxFiles: 70_000 });
});
