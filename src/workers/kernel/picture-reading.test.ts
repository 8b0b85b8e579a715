import { expect, it } from 'vitest';
import { formatFile } from '../../../tests/format-file.ts';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { AppError, type ErrorCode } from '../../core/errors.ts';
import type { PictureLine, PictureReader } from '../../core/items/picture-reader.ts';

const house = testHouse();

const linesOf = (text: string, confidence = 95): readonly PictureLine[] =>
  text.split('\n').map((line, at) => ({
    paragraph: 0,
    words: line.split(' ').map((word, i) => ({
      text: word,
      confidence,
      box: [i / 20, at / 10, i / 20 + 0.04, at / 10 + 0.05],
    })),
  }));

/** Says what `say` says of a picture by its size, and of a page by its number. */
function createReader(say: (size: number, page: number) => readonly PictureLine[] | ErrorCode | Promise<never>) {
  const read: number[] = [];
  const languages: string[] = [];
  const reader: PictureReader = {
    async read(picture) {
      read.push(picture.bytes.size);
      languages.push(picture.languages.join('+'));
      const said = await say(picture.bytes.size, picture.page);
      if (typeof said === 'string') throw new AppError(said, `It is ${said}.`);
      return said;
    },
    isHere: async () => false,
    unload: () => undefined,
  };
  return { ...reader, seen: read, languages };
}

const file = (name: string, path = name) => ({ path, content: formatFile(`pictures/${name}`).bytes });
const [SCAN, SIGN, HILLS] = [file('pillow-scan.jpg'), file('pillow-sign.jpg'), file('none-hills.jpg')];
const sizeOf = ({ content }: { readonly content: Uint8Array }) => content.length;

const KEYS = 'The keys to the boathouse\nhang behind the green door';
const TYPED = 'Between the letters lies a page that was typed on a machine.';
const state = async (kernel: TestKernel) => (await kernel.query('status', {})).pictures;
const titles = async (kernel: TestKernel, query: string) =>
  (await kernel.query('search', { query, mode: 'text' })).items.map(({ item }) => item.title);
const view = async (kernel: TestKernel, title: string) => {
  const { items } = await kernel.query('items', { limit: 50 });
  const found = items.find((item) => item.title === title);
  if (found === undefined) throw new Error(`no ${title}`);
  const shown = await kernel.query('item', { itemId: found.id });
  if (shown === null) throw new Error(`no ${title}`);
  return shown;
};

it('reads the words in a picture, finds it by them, and leads from them to their place', async () => {
  const reader = createReader((size) => (size === sizeOf(SCAN) ? linesOf(KEYS) : []));
  const kernel = await house.open({ pictures: reader });
  const report = await kernel.import([SCAN, HILLS]);
  expect(report.files.map(({ status }) => status)).toEqual(['added', 'added']);
  expect(await state(kernel)).toEqual({ state: 'idle', waiting: 0 });
  expect(await titles(kernel, 'boathouse')).toEqual(['pillow-scan']);
  const scan = await view(kernel, 'pillow-scan');
  expect(scan.item).toMatchObject({ kind: 'image', language: 'en', mediaType: 'image/jpeg' });
  expect(scan.pictures).toEqual({ waiting: 0, read: 1, none: 0, failed: 0, reason: null });
  const door = scan.places.find(({ start, end }) => scan.text.slice(start, end) === 'door');
  expect(door?.place).toEqual({ type: 'image', box: [0.2, 0.1, expect.closeTo(0.24), expect.closeTo(0.15)] });
  expect(await view(kernel, 'none-hills')).toMatchObject({ text: '', pictures: { none: 1, read: 0 } });
});

it('does not index what is doubtful', async () => {
  const kernel = await house.open({ pictures: createReader(() => linesOf('Boathouse BbALO KN avoiyel', 45)) });
  await kernel.import([SIGN]);
  expect(await titles(kernel, 'boathouse')).toEqual([]);
  expect(await view(kernel, 'pillow-sign')).toMatchObject({ text: '', pictures: { none: 1 } });
});

it('marks a picture that cannot be read, goes on with the rest, and tries it again when asked', async () => {
  let broken = true;
  const reader = createReader((size) => (size === sizeOf(SIGN) && broken ? 'timeout' : linesOf(KEYS)));
  const kernel = await house.open({ pictures: reader });
  await kernel.import([SIGN, SCAN]);
  expect(await titles(kernel, 'boathouse')).toEqual(['pillow-scan']);
  const { item, pictures } = await view(kernel, 'pillow-sign');
  expect(pictures).toEqual({ waiting: 0, read: 0, none: 0, failed: 1, reason: 'It is timeout.' });
  broken = false;
  await kernel.command('retry-pictures', { itemId: item.id });
  await kernel.idle();
  expect((await titles(kernel, 'boathouse')).sort()).toEqual(['pillow-scan', 'pillow-sign']);
});

it('waits where it cannot read at all, says why, and goes on when it is asked', async () => {
  let offline = true;
  const reader = createReader(() => (offline ? 'offline' : linesOf(KEYS)));
  const kernel = await house.open({ pictures: reader });
  await kernel.import([SCAN, SIGN]);
  expect(await state(kernel)).toEqual({ state: 'degraded', waiting: 2, reason: 'It is offline.' });
  expect(reader.seen).toHaveLength(1);
  // However often there is no network, that is not the picture's fault.
  for (let time = 0; time < 6; time++) {
    kernel.kernel.context.pictures?.retry();
    await kernel.idle();
  }
  offline = false;
  kernel.kernel.context.pictures?.retry();
  await kernel.idle();
  expect(await state(kernel)).toEqual({ state: 'idle', waiting: 0 });
  expect(await titles(kernel, 'boathouse')).toHaveLength(2);
});

it('goes on where a crash left it, and reads nothing twice', async () => {
  let kernel: TestKernel | null = null;
  const first = createReader((size) => {
    if (size !== sizeOf(SCAN)) return linesOf('Museum closed on Tuesdays');
    kernel?.crash();
    return new Promise<never>(() => undefined);
  });
  kernel = await house.open({ pictures: first });
  const runId = await kernel.startImport([SCAN, SIGN]);
  await kernel.stage(runId, [SCAN, SIGN]);
  await kernel.call('staged', { runId });
  await kernel.kernel.context.runs.idle();
  await expect.poll(() => first.seen.includes(sizeOf(SCAN)), { timeout: 10_000 }).toBe(true);
  const second = createReader(() => linesOf(KEYS));
  const next = await house.open({ pictures: second });
  next.kernel.context.pictures?.wake();
  await next.idle();
  expect(second.seen).toEqual([sizeOf(SCAN)]);
  expect(await titles(next, 'boathouse')).toEqual(['pillow-scan']);
  expect(await titles(next, 'museum')).toEqual(['pillow-sign']);
});

it('leaves alone what took the browser down time and again', async () => {
  const begun: number[] = [];
  for (let life = 0; life < 6; life++) {
    let kernel: TestKernel | null = null;
    const reader = createReader((size) => {
      begun.push(size);
      kernel?.crash();
      return new Promise<never>(() => undefined);
    });
    kernel = await house.open({ pictures: reader });
    const open = kernel;
    if (life === 0) {
      const runId = await kernel.startImport([SCAN]);
      await kernel.stage(runId, [SCAN]);
      await kernel.call('staged', { runId });
    } else kernel.kernel.context.pictures?.wake();
    if (life < 4) await expect.poll(() => begun.length, { timeout: 10_000 }).toBe(life + 1);
    else await open.idle();
    open.crash();
  }
  expect(begun).toHaveLength(4);
  const kernel = await house.open({ pictures: createReader(() => linesOf(KEYS)) });
  expect((await view(kernel, 'pillow-scan')).pictures).toMatchObject({
    failed: 1,
    reason: expect.stringContaining('left alone'),
  });
}, 60_000);

it('reads nothing while it is switched off, then what waited, in the languages that are set', async () => {
  const reader = createReader(() => linesOf(KEYS));
  const kernel = await house.open({ pictures: reader });
  await kernel.command('set-setting', { key: 'pictures.read', value: false });
  await kernel.import([SCAN]);
  expect(await state(kernel)).toEqual({ state: 'off', waiting: 1 });
  expect(reader.seen).toEqual([]);
  await kernel.command('set-setting', { key: 'pictures.languages', value: 'deu' });
  await kernel.command('set-setting', { key: 'pictures.read', value: true });
  await kernel.idle();
  expect(reader.languages).toEqual(['deu']);
  expect(await titles(kernel, 'boathouse')).toEqual(['pillow-scan']);
});

it('waits while somebody waits for an answer', async () => {
  const reader = createReader(() => linesOf(KEYS));
  const kernel = await house.open({ pictures: reader });
  const answer = Promise.withResolvers<void>();
  const answering = kernel.kernel.context.quiet.during(() => answer.promise);
  const runId = await kernel.startImport([SCAN]);
  await kernel.stage(runId, [SCAN]);
  await kernel.call('staged', { runId });
  await expect.poll(async () => (await state(kernel)).state, { timeout: 10_000 }).toBe('paused');
  expect(reader.seen).toEqual([]);
  answer.resolve();
  await answering;
  await kernel.idle();
  expect(reader.seen).toHaveLength(1);
});

it('fetches nothing where the browser saves data, says so, and does when it is asked', async () => {
  const reader = createReader(() => linesOf(KEYS));
  const kernel = await house.open({ pictures: reader, savesData: () => true });
  await kernel.import([SCAN]);
  expect(await state(kernel)).toMatchObject({ state: 'degraded', reason: expect.stringContaining('saves data') });
  kernel.kernel.context.pictures?.retry();
  await kernel.idle();
  expect(reader.seen).toEqual([]);
  const { item } = await view(kernel, 'pillow-scan');
  await kernel.command('retry-pictures', { itemId: item.id });
  await kernel.idle();
  expect(await titles(kernel, 'boathouse')).toEqual(['pillow-scan']);
});

it('spares the battery', async () => {
  const reader = createReader(() => linesOf(KEYS));
  const kernel = await house.open({ pictures: reader });
  kernel.kernel.context.quiet.hold('battery', true);
  const runId = await kernel.startImport([SCAN]);
  await kernel.stage(runId, [SCAN]);
  await kernel.call('staged', { runId });
  await expect.poll(async () => (await state(kernel)).state, { timeout: 10_000 }).toBe('paused');
  expect(reader.seen).toEqual([]);
  kernel.kernel.context.quiet.hold('battery', false);
  await kernel.idle();
  expect(await titles(kernel, 'boathouse')).toEqual(['pillow-scan']);
});

it('reads a picture anew when its file has changed, and not when it is the same', async () => {
  const reader = createReader((size) => linesOf(size === sizeOf(SCAN) ? KEYS : 'Museum closed on Tuesdays'));
  const kernel = await house.open({ pictures: reader });
  await kernel.import([{ ...SCAN, path: 'a.jpg' }]);
  await kernel.import([{ ...SCAN, path: 'a.jpg' }]);
  expect(reader.seen).toHaveLength(1);
  await kernel.import([{ ...SIGN, path: 'a.jpg' }]);
  expect(reader.seen).toHaveLength(2);
  expect(await titles(kernel, 'boathouse')).toEqual([]);
  expect(await titles(kernel, 'museum')).toEqual(['a']);
});

it('puts the words of scanned pages between those that have text, and leads to their pages', async () => {
  const pages: number[] = [];
  const reader = createReader((_, page) => {
    pages.push(page);
    return page === 1 ? linesOf(KEYS) : linesOf('Das Ventil ist undicht');
  });
  const kernel = await house.open({ pictures: reader });
  const bytes = formatFile('scans/scan.pdf').bytes;
  await kernel.import([{ path: 'scan.pdf', content: bytes }]);
  expect(pages).toEqual([1, 3]);
  const { text, places, pictures } = await view(kernel, 'scan');
  expect(text).toBe(`${KEYS.replace('\n', ' ')}\n\n${TYPED}\n\nDas Ventil ist undicht`);
  expect(pictures).toMatchObject({ read: 2, waiting: 0 });
  const pageOf = (words: string) => {
    const at = text.indexOf(words);
    const found = places.find(({ start, end }) => start <= at && at < end)?.place;
    return found?.type === 'page' ? found.page : 0;
  };
  expect(['boathouse', 'typed', 'Ventil'].map(pageOf)).toEqual([1, 2, 3]);
  expect(await titles(kernel, 'ventil')).toEqual(['scan']);
  expect(await titles(kernel, 'typed')).toEqual(['scan']);
});
