import { beforeEach, expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import type { Id } from '../../core/ids.ts';
import { dailyNoteId } from '../../core/notes/daily.ts';
import type { Backlink } from '../../core/notes/note-queries.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';

const house = testHouse();
let kernel: TestKernel;
beforeEach(async () => {
  kernel = await house.open();
});

async function write(title: string, text: string, folder = ''): Promise<Id> {
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title, text, folder });
  await kernel.idle();
  return itemId;
}

const textOf = async (itemId: Id) => (await kernel.query('item', { itemId }))?.text;
const tagsOf = async (itemId: Id) => (await kernel.query('item', { itemId }))?.item.tags;
const marked = (links: readonly Backlink[]) =>
  links.map(({ item, places }) => [item.title, ...places.map(({ text, mark }) => text.slice(mark.start, mark.end))]);

test('backlinks come by note, with the paragraph around each and the link marked', async () => {
  const pond = await write('Pond', 'Water.');
  await write('Garden', 'One.\n\nThe [[Pond]] and\nthe [[Pond|old water]] again.\n\nLast.');
  const links = await kernel.query('backlinks', { itemId: pond });
  expect(marked(links)).toEqual([['Garden', 'Pond', 'old water']]);
  expect(links[0]?.places[0]?.text).toBe('The Pond and the old water again.');
  expect(links[0]?.places[0]?.start).toBe('One.\n\nThe '.length);
});

test('links that go out are named, with those that lead nowhere', async () => {
  const pond = await write('Pond', 'Water.');
  const home = await write('Home', '[[Pond#Fish|it]] [[Nowhere]] https://example.org [[Pond]]');
  const out = await kernel.query('outgoing-links', { itemId: home });
  expect(out.map(({ target, item }) => [target, item?.id ?? null])).toEqual([
    ['Pond', pond],
    ['Nowhere', null],
    ['Pond', pond],
  ]);
});

test('notes that name a title or an alias without a link are found, and linked by a command that undo takes back', async () => {
  const pond = await write('Gartenteich', '---\naliases: [old pond]\n---\nWater.');
  const text = 'Der gartenteich und der [[Gartenteich]]. An old pond. `Gartenteich` Gartenteiche.';
  const home = await write('Home', text);
  await write('Other', 'Gartenteiche, gold ponds.');
  const { notes, more } = await kernel.query('mentions', { itemId: pond });
  expect(marked(notes)).toEqual([['Home', 'gartenteich', 'old pond']]);
  expect(more).toBe(false);
  const start = notes[0]?.places[1]?.start ?? -1;
  await kernel.command('link-mentions', { itemId: pond, mentions: [{ noteId: home, start }] });
  expect(await textOf(home)).toBe(text.replace('old pond', '[[old pond]]'));
  const all = await kernel.command('link-mentions', { itemId: pond, mentions: [{ noteId: home }] });
  expect(all).toMatchObject({ changed: 1, kept: 0 });
  expect(await textOf(home)).toBe(text.replace('old pond', '[[old pond]]').replace('gartenteich', '[[gartenteich]]'));
  await kernel.idle();
  expect((await kernel.query('mentions', { itemId: pond })).notes).toEqual([]);
  expect(marked(await kernel.query('backlinks', { itemId: pond }))).toEqual([
    ['Home', 'gartenteich', 'Gartenteich', 'old pond'],
  ]);
  await kernel.command('undo', { commandId: all.commandId });
  expect(await textOf(home)).toBe(text.replace('old pond', '[[old pond]]'));
});

test('a mention whose text changed since is left, and counted', async () => {
  const pond = await write('Pond', '');
  const home = await write('Home', 'The Pond.');
  const outcome = await kernel.command('link-mentions', { itemId: pond, mentions: [{ noteId: home, start: 3 }] });
  expect(outcome).toMatchObject({ changed: 0, kept: 1 });
  expect(await textOf(home)).toBe('The Pond.');
});

test('of two notes with one title a mention is linked to the one that was meant', async () => {
  await write('Pond', '', 'A');
  const second = await write('Pond', '', 'B/C');
  const home = await write('Home', 'The pond.', 'A');
  await kernel.command('link-mentions', { itemId: second, mentions: [{ noteId: home }] });
  expect(await textOf(home)).toBe('The [[B/C/Pond|pond]].');
});

test('renaming a note takes the links to it along, in one step that undo takes back everywhere', async () => {
  const pond = await write('Pond', 'Self [[Pond]].', 'Garden');
  const texts = [
    'See [[Pond|the water]] and ![[pond#Fish]]. `[[Pond]]`',
    '[x](Garden/Pond.md) [[Garden/Pond]] [[Ponds]]',
  ];
  const [one = '', two = ''] = [await write('One', texts[0] ?? ''), await write('Two', texts[1] ?? '')];
  expect(await kernel.query('links-to-rename', { itemId: pond, title: 'Lake' })).toEqual({ notes: 3, links: 5 });
  const renamed = await kernel.command('rename-item', { itemId: pond, title: 'Lake', links: true });
  expect(renamed).toMatchObject({ changed: 3, kept: 0 });
  expect(await textOf(one)).toBe('See [[Lake|the water]] and ![[Lake#Fish]]. `[[Pond]]`');
  expect(await textOf(two)).toBe('[x](Garden/Lake.md) [[Garden/Lake]] [[Ponds]]');
  expect(await textOf(pond)).toBe('Self [[Lake]].');
  await kernel.idle();
  expect((await kernel.query('backlinks', { itemId: pond })).length).toBe(3);
  await kernel.command('undo', { commandId: renamed.commandId });
  expect([await textOf(one), await textOf(two), await textOf(pond)]).toEqual([...texts, 'Self [[Pond]].']);
  expect((await kernel.query('item', { itemId: pond }))?.item.title).toBe('Pond');
});

test('links by an alias or by a file’s name lead on, and are left as they are', async () => {
  await kernel.import([{ path: 'v/Pond.md', content: '---\naliases: [Weiher]\n---\n# The pond\n' }]);
  const page = await kernel.query('items', { title: 'The pond' });
  const pond = page.items[0]?.id ?? '';
  const home = await write('Home', '[[Pond]] [[Weiher]] [[The pond]]');
  await kernel.command('rename-item', { itemId: pond, title: 'Lake', links: true });
  expect(await textOf(home)).toBe('[[Pond]] [[Weiher]] [[Lake]]');
});

test('a title that no link can carry leaves the links, and says how many', async () => {
  const pond = await write('Pond', '');
  const home = await write('Home', '[[Pond]]');
  const outcome = await kernel.command('rename-item', { itemId: pond, title: 'A | B', links: true });
  expect(outcome).toMatchObject({ changed: 0, kept: 1 });
  expect(await textOf(home)).toBe('[[Pond]]');
});

test('without being asked, renaming leaves the links', async () => {
  const pond = await write('Pond', '');
  const home = await write('Home', '[[Pond]]');
  await kernel.command('rename-item', { itemId: pond, title: 'Lake' });
  expect(await textOf(home)).toBe('[[Pond]]');
});

test('a tag is renamed everywhere with what is below it, in texts too, and undo gives all back', async () => {
  const text = '---\ntags: [home/garden]\n---\n#Home/garden #homes `#home`';
  const one = await write('One', text);
  const two = await write('Two', 'No tag in the text.');
  await kernel.command('tag-item', { itemId: two, tags: ['home', 'mine'] });
  const renamed = await kernel.command('rename-tag', { from: 'home', to: 'house' });
  expect(renamed.changed).toBe(2);
  expect(await textOf(one)).toBe('---\ntags: [house/garden]\n---\n#house/garden #homes `#home`');
  await kernel.idle();
  expect(await tagsOf(one)).toEqual(['homes', 'house/garden']);
  expect(await tagsOf(two)).toEqual(['house', 'mine']);
  expect((await kernel.query('items', { tag: 'house' })).total).toBe(2);
  await kernel.command('undo', { commandId: renamed.commandId });
  await kernel.idle();
  expect(await textOf(one)).toBe(text);
  expect(await tagsOf(one)).toEqual(['home/garden', 'homes']);
  expect(await tagsOf(two)).toEqual(['home', 'mine']);
  await expect(kernel.command('rename-tag', { from: 'none', to: 'x' })).rejects.toMatchObject({ code: 'not-found' });
});

test('a property is read, set, renamed and taken away in the text; undo gives the text back', async () => {
  const text = '---\ndue: 2026-12-01 # soon\nstate: open\n---\nBody';
  const itemId = await write('Task', text);
  expect(await kernel.query('properties', { itemId })).toEqual({
    state: 'read',
    properties: [
      { key: 'due', line: 2, value: { type: 'date', value: '2026-12-01' } },
      { key: 'state', line: 3, value: { type: 'text', value: 'open' } },
    ],
  });
  const set = await kernel.command('set-property', { itemId, key: 'state', value: { type: 'text', value: 'done' } });
  await kernel.command('rename-property', { itemId, key: 'due', to: 'until' });
  expect(await textOf(itemId)).toBe('---\nuntil: 2026-12-01 # soon\nstate: done\n---\nBody');
  await kernel.command('undo', { commandId: set.commandId });
  await kernel.command('set-property', { itemId, key: 'until', value: null });
  expect(await textOf(itemId)).toBe('---\nstate: open\n---\nBody');
});

test('broken properties are named and left, whoever asks', async () => {
  const text = '---\na: [1\nb: 2\n---\n';
  const itemId = await write('Bad', text);
  expect(await kernel.query('properties', { itemId })).toMatchObject({ state: 'bad' });
  const change = kernel.command('set-property', { itemId, key: 'b', value: { type: 'number', value: 3 } });
  await expect(change).rejects.toMatchObject({ code: 'conflict' });
  expect(await textOf(itemId)).toBe(text);
});

test('a day has one note, asked for twice at once, in whatever zone, and found by its id', async () => {
  const days = ['Europe/Vienna', 'Pacific/Kiritimati', 'America/Los_Angeles'].map((zone) =>
    kernel.command('open-daily-note', { day: '2026-11-22', zone }),
  );
  const made = await Promise.all(days);
  expect(new Set(made.map(({ itemId }) => itemId))).toEqual(new Set([dailyNoteId(HOME_WORKSPACE, '2026-11-22')]));
  const page = await kernel.query('items', { folder: 'Daily' });
  expect(page.items.map(({ title }) => title)).toEqual(['2026-11-22']);
  await kernel.command('set-setting', { key: 'notes.dailyFormat', value: 'D. MMMM YYYY' });
  const again = await kernel.command('open-daily-note', { day: '2026-11-22', locale: 'de' });
  expect(again.itemId).toBe(made[0]?.itemId);
  const known = await kernel.query('daily-notes', { days: ['2026-11-21', '2026-11-22', 'never'] });
  expect(known).toEqual([{ day: '2026-11-22', itemId: made[0]?.itemId }]);
  await expect(kernel.command('open-daily-note', { day: '2026-02-30' })).rejects.toMatchObject({ code: 'bad-input' });
});

test('a day’s note that came from a folder is the day’s note; one in the bin comes back', async () => {
  await kernel.import([{ path: 'Daily/2026-11-20.md', content: 'Came along.' }]);
  const { items } = await kernel.query('items', { title: '2026-11-20' });
  await kernel.command('move-item', { itemId: items[0]?.id ?? '', folder: 'Daily' });
  const opened = await kernel.command('open-daily-note', { day: '2026-11-20' });
  expect(opened.itemId).toBe(items[0]?.id);
  const made = await kernel.command('open-daily-note', { day: '2026-11-23' });
  const itemId = made.itemId ?? '';
  await kernel.command('delete-item', { itemId });
  expect((await kernel.command('open-daily-note', { day: '2026-11-23' })).itemId).toBe(itemId);
  expect((await kernel.query('item', { itemId }))?.item.deletedMs).toBeNull();
});

test('a day’s note begins with its template, in folders that its format makes', async () => {
  await write('Day', '# {{title}}\n{{date:dddd}} {{cursor}}', 'Templates');
  await kernel.command('set-setting', { key: 'notes.dailyTemplate', value: 'Day' });
  await kernel.command('set-setting', { key: 'notes.dailyFormat', value: 'YYYY/MM-DD' });
  const { itemId = '' } = await kernel.command('open-daily-note', { day: '2026-11-22', locale: 'de' });
  const view = await kernel.query('item', { itemId });
  expect([view?.item.folder, view?.item.title, view?.text]).toEqual(['Daily/2026', '11-22', '# 11-22\nSonntag ']);
});

test('the graph holds notes, what is linked, and each pair of them once', async () => {
  const pond = await write('Pond', 'See [[Garden]], [[Garden]], [[Pond]], [[None]]. #water/fish');
  const garden = await write('Garden', '[[Pond]]', 'Home');
  await write('Alone', '');
  await kernel.import([{ path: 'x.txt', content: 'not linked' }]);
  const graph = await kernel.query('graph', {});
  expect([...graph.titles].sort()).toEqual(['Alone', 'Garden', 'Pond']);
  expect(graph.edges.length).toBe(2);
  expect([...graph.edges].map((node) => graph.ids[node]).sort()).toEqual([pond, garden].sort());
  expect(graph.tagNames).toEqual(['water/fish']);
  expect((await kernel.query('graph', { limit: 1 })).leftOut).toBe(2);
});

test('folders of notes are counted', async () => {
  await write('A', '', 'Home/Garden');
  await write('B', '', 'Home/Garden');
  await write('C', '');
  expect(await kernel.query('note-folders', {})).toEqual([
    { folder: '', count: 1 },
    { folder: 'Home/Garden', count: 2 },
  ]);
});

test('what lies in one workspace is not mentioned, linked, drawn or named from another', async () => {
  const [one, other] = [house.ids.next(), house.ids.next()];
  for (const workspaceId of [one, other]) await kernel.command('create-workspace', { workspaceId, name: workspaceId });
  kernel.enter(one);
  const pond = await write('Pond', '#secret [[Garden]]', 'Deep');
  await write('Garden', 'The [[Pond]] and the pond.');
  const daily = await kernel.command('open-daily-note', { day: '2026-11-22' });
  kernel.enter(other);
  expect(await kernel.query('backlinks', { itemId: pond })).toEqual([]);
  expect(await kernel.query('outgoing-links', { itemId: pond })).toEqual([]);
  expect((await kernel.query('mentions', { itemId: pond })).notes).toEqual([]);
  expect(await kernel.query('links-to-rename', { itemId: pond, title: 'X' })).toEqual({ notes: 0, links: 0 });
  expect(await kernel.query('note-folders', {})).toEqual([]);
  expect((await kernel.query('graph', {})).titles).toEqual([]);
  expect(await kernel.query('daily-notes', { days: ['2026-11-22'] })).toEqual([]);
  expect((await kernel.command('open-daily-note', { day: '2026-11-22' })).itemId).not.toBe(daily.itemId);
  await expect(kernel.command('rename-tag', { from: 'secret', to: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  const mine = await write('Mine', 'A pond of mine.');
  kernel.enter(HOME_WORKSPACE);
  expect((await kernel.query('graph', {})).titles).toHaveLength(5);
  await kernel.command('rename-item', { itemId: mine, title: 'Pond', links: true });
  expect((await kernel.query('backlinks', { itemId: pond })).map(({ item }) => item.title)).toEqual(['Garden']);
});
