import { expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';
import { WHOLE_MESSAGES } from '../../core/chat/conversation-queries.ts';
import type { Id } from '../../core/ids.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';

const house = testHouse();

const NOTES = [
  { path: 'Boiler.md', content: '# Boiler\n\nThe boiler was last serviced on 12 March 2024 by Mr Okafor.' },
  { path: 'Pond.md', content: '# Pond\n\nThe pond is 90 centimetres deep at the north end.' },
];
const BOILER = 'When was the boiler serviced?';
const POND = 'How deep is the pond?';

interface Asked {
  readonly conversationId: Id;
  readonly messageId: Id;
  readonly answerId: Id;
}

async function ask(
  kernel: TestKernel,
  text: string,
  { conversationId = house.ids.next(), parentId = null as Id | null, itemIds = undefined as Id[] | undefined } = {},
): Promise<Asked> {
  const asked = { conversationId, messageId: house.ids.next(), answerId: house.ids.next() };
  const filters = itemIds === undefined ? {} : { filters: { itemIds } };
  await kernel.command('send-message', { ...asked, runId: house.ids.next(), parentId, text, ...filters });
  await kernel.kernel.context.runs.idle();
  return asked;
}

const follow = (kernel: TestKernel, { conversationId, answerId }: Asked, text: string) =>
  ask(kernel, text, { conversationId, parentId: answerId });

const edit = (kernel: TestKernel, { conversationId }: Asked, parentId: Id | null, text: string) =>
  ask(kernel, text, { conversationId, parentId });

const readIds = async (kernel: TestKernel, { conversationId }: Asked) =>
  (await kernel.query('conversation', { conversationId }))?.messages.map(({ id }) => id);

const switchTo = (kernel: TestKernel, { conversationId }: Asked, messageId: Id) =>
  kernel.command('read-branch', { conversationId, messageId });

const find = async (kernel: TestKernel, query: string) => {
  await kernel.idle();
  return (await kernel.query('search', { query, filters: { kinds: ['chat'] } })).items.map(({ item }) => item.id);
};

test('a question that is edited stands beside the other; the branch that is read is chosen, and stays so in the next kernel', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const first = await ask(kernel, BOILER);
  const old = await follow(kernel, first, 'Who painted the fence?');
  const edited = await edit(kernel, first, first.answerId, POND);
  const view = await kernel.query('conversation', { conversationId: first.conversationId });
  expect(view?.messages.map(({ id }) => id)).toEqual([
    first.messageId,
    first.answerId,
    edited.messageId,
    edited.answerId,
  ]);
  expect(view?.versions).toEqual({ [edited.messageId]: [old.messageId, edited.messageId] });
  // Two kernels never write at once: this one has nothing left to do.
  await kernel.idle();
  const other = await house.open();
  const delivered = await other.live('conversation', { conversationId: first.conversationId });
  await switchTo(other, first, old.messageId);
  const oldBranch = [first.messageId, first.answerId, old.messageId, old.answerId];
  expect(await readIds(other, first)).toEqual(oldBranch);
  await expect.poll(() => delivered.at(-1)?.messages.map(({ id }) => id)).toEqual(oldBranch);
  await kernel.close();
  expect(await readIds(await house.open(), first)).toEqual(oldBranch);
});

test('switching away and back shows what was read there, not what is newest there', async () => {
  const kernel = await house.open();
  const first = await ask(kernel, BOILER);
  const a = await follow(kernel, first, 'Who is older?');
  await edit(kernel, first, first.answerId, 'Who is younger?');
  const beginning = await edit(kernel, first, null, 'Another beginning');
  await switchTo(kernel, first, a.messageId);
  await switchTo(kernel, first, beginning.messageId);
  await switchTo(kernel, first, first.messageId);
  expect(await readIds(kernel, first)).toEqual([first.messageId, first.answerId, a.messageId, a.answerId]);
});

test('the same question is answered again beside its first answer, from where it was to come', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const notes = (await kernel.query('items', {})).items;
  const pond = notes.find(({ title }) => title === 'Pond')?.id ?? '';
  const first = await ask(kernel, POND, { itemIds: [pond] });
  const answerId = house.ids.next();
  await kernel.command('answer-again', {
    conversationId: first.conversationId,
    questionId: first.messageId,
    answerId,
    runId: house.ids.next(),
  });
  await kernel.kernel.context.runs.idle();
  const view = await kernel.query('conversation', { conversationId: first.conversationId });
  expect(view?.messages.map(({ id }) => id)).toEqual([first.messageId, answerId]);
  expect(view?.versions[answerId]).toEqual([first.answerId, answerId]);
  expect(view?.messages[1]).toMatchObject({ status: 'done', scope: { itemIds: [pond] } });
  const other = await kernel.query('branch', { messageId: first.answerId });
  expect(other[0]?.answer?.quotes[0]?.text).toContain('90 centimetres');
});

test('a question of Everything can be asked of one workspace, and once more of all', async () => {
  const kernel = await house.open();
  const [garden, office] = [house.ids.next(), house.ids.next()];
  const note = async (workspaceId: Id, title: string, text: string) => {
    kernel.enter(workspaceId);
    await kernel.command('create-note', { itemId: house.ids.next(), title, text: `# ${title}\n\n${text}` });
  };
  for (const [workspaceId, name] of [[garden, 'Garden'] as const, [office, 'Office'] as const])
    await kernel.command('create-workspace', { workspaceId, name });
  await note(garden, 'Garden pump', 'The pump was bought in May 2021 from Lindgren.');
  await note(office, 'Office pump', 'The pump was bought in June 2023 from Castellan.');
  await note(HOME_WORKSPACE, 'Pumps', 'Every pump was bought with a guarantee of five years.');
  kernel.enter(HOME_WORKSPACE);
  await kernel.idle();
  const scope = { workspaceIds: [garden, HOME_WORKSPACE] };
  const asked = { conversationId: house.ids.next(), messageId: house.ids.next(), answerId: house.ids.next() };
  const text = 'When was the pump bought?';
  await kernel.command('send-message', { ...asked, runId: house.ids.next(), parentId: null, text, filters: scope });
  await kernel.kernel.context.runs.idle();
  const { conversationId, messageId: questionId } = asked;
  const sources = async () => {
    const { messages } = (await kernel.query('conversation', { conversationId })) ?? { messages: [] };
    const titles = messages.at(-1)?.answer?.passages.map(({ title }) => title);
    return { scope: messages.at(-1)?.scope, titles: [...new Set(titles)].sort() };
  };
  expect(await sources()).toEqual({ scope, titles: ['Garden pump', 'Pumps'] });
  const again = { conversationId, questionId, answerId: house.ids.next(), runId: house.ids.next(), filters: {} };
  await kernel.command('answer-again', again);
  await kernel.kernel.context.runs.idle();
  expect(await sources()).toEqual({ scope: {}, titles: ['Garden pump', 'Office pump', 'Pumps'] });
});

test('a message that is deleted takes what follows with it, and undo gives it back', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const first = await ask(kernel, BOILER);
  const next = await follow(kernel, first, 'How deep is the pond at the north end?');
  await follow(kernel, next, 'And the boiler?');
  const whole = await readIds(kernel, first);
  const outcome = await kernel.command('delete-message', { messageId: next.messageId });
  expect(await readIds(kernel, first)).toEqual([first.messageId, first.answerId]);
  expect(await find(kernel, 'centimetres')).toEqual([]);
  await expect(follow(kernel, next, 'Too late')).rejects.toMatchObject({ code: 'not-found' });
  await kernel.command('undo', { commandId: outcome.commandId });
  expect(await readIds(kernel, first)).toEqual(whole);
  expect(await find(kernel, 'centimetres')).toEqual([first.conversationId]);
});

test('a conversation is an item: found by what was asked and answered, at its message, and read again alike', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const { conversationId, messageId, answerId } = await ask(kernel, BOILER);
  expect(await find(kernel, 'Okafor')).toEqual([conversationId]);
  const item = await kernel.query('item', { itemId: conversationId });
  expect(item?.item).toMatchObject({
    kind: 'chat',
    title: 'Boiler serviced',
    details: { source: 'hearth', messages: 2 },
  });
  expect(item?.places.map(({ place }) => place.type === 'message' && place.id)).toEqual([messageId, answerId]);
  const { context } = kernel.kernel;
  await context.writer.write(
    {
      commandId: house.ids.next(),
      type: 'test',
      workspaceId: item?.item.workspaceId ?? '',
      actor: 'kernel',
      remember: false,
    },
    (unit) => context.indexer.textChanged(unit, conversationId),
  );
  await kernel.idle();
  expect(await kernel.query('item', { itemId: conversationId })).toEqual(item);
  expect((await context.health.check()).findings).toEqual([]);
});

test('a note leads to a conversation by its title, and back', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const { conversationId } = await ask(kernel, BOILER);
  await kernel.idle();
  const itemId = house.ids.next();
  await kernel.command('create-note', { itemId, title: 'Heating', text: 'See [[Boiler serviced]].' });
  await kernel.idle();
  expect((await kernel.query('backlinks', { itemId: conversationId })).map(({ item }) => item.id)).toEqual([itemId]);
});

test('an answer is no source of another, unless the question is asked of that conversation', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const first = await ask(kernel, BOILER);
  await kernel.idle();
  const passagesOf = async ({ answerId }: Asked) =>
    (await kernel.query('turn', { answerId }))?.answer?.passages.map(({ itemId }) => itemId) ?? [];
  const second = await ask(kernel, 'When was the boiler last serviced?');
  expect(await passagesOf(second)).not.toContain(first.conversationId);
  expect((await passagesOf(second)).length).toBeGreaterThan(0);
  const named = await ask(kernel, 'Who serviced the boiler?', { itemIds: [first.conversationId] });
  expect(await passagesOf(named)).toContain(first.conversationId);
});

test('what becomes of the conversation becomes of the item: name, bin, and being forgotten', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const { conversationId } = await ask(kernel, BOILER);
  await kernel.command('rename-conversation', { conversationId, title: 'Heating' });
  expect((await kernel.query('item', { itemId: conversationId }))?.item.title).toBe('Heating');
  await kernel.command('rename-item', { itemId: conversationId, title: 'Warmth' });
  expect((await kernel.query('conversation', { conversationId }))?.conversation).toMatchObject({
    title: 'Warmth',
    namedBy: 'user',
  });
  const { commandId } = await kernel.command('delete-conversation', { conversationId });
  const bin = async () => (await kernel.query('items', { deleted: true })).items.map(({ id }) => id);
  expect(await bin()).toEqual([conversationId]);
  await expect(ask(kernel, 'Still there?', { conversationId })).rejects.toMatchObject({ code: 'conflict' });
  await kernel.command('undo', { commandId });
  expect(await bin()).toEqual([]);
  expect(await kernel.query('conversation', { conversationId })).not.toBeNull();
  await kernel.command('delete-item', { itemId: conversationId });
  expect(await kernel.query('conversation', { conversationId })).toBeNull();
  await kernel.command('restore-item', { itemId: conversationId });
  expect((await kernel.query('conversations', {})).map(({ id }) => id)).toEqual([conversationId]);
  await kernel.command('delete-item', { itemId: conversationId });
  await kernel.command('delete-for-good', { itemIds: [conversationId] });
  await kernel.idle();
  const { rows } = await house.store.query("select 1 from messages where text <> '' or answer is not null");
  expect(rows).toEqual([]);
  const log = await house.store.query(
    "select 1 from change_log where cast(cells as text) like '%Okafor%' and table_name in ('messages', 'citations')",
  );
  expect(log.rows).toEqual([]);
});

test('a message that was deleted is forgotten when its time has come, and the rest stays', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const first = await ask(kernel, BOILER);
  const next = await follow(kernel, first, POND);
  await kernel.command('delete-message', { messageId: next.messageId });
  house.clock.ms += 40 * 86_400_000;
  await kernel.kernel.context.compaction.run();
  const { rows } = await house.store.query("select id from messages where text <> '' order by created_ms, id");
  expect(rows.map(({ id }) => id)).toEqual([first.messageId, first.answerId].sort());
});

test('pinned stands first, and what was put away is listed apart', async () => {
  const kernel = await house.open();
  const [one, two, three] = [await ask(kernel, 'One?'), await ask(kernel, 'Two?'), await ask(kernel, 'Three?')];
  const listed = async (archived = false) => (await kernel.query('conversations', { archived })).map(({ id }) => id);
  await kernel.command('pin-conversation', { conversationId: one.conversationId, pinned: true });
  const { commandId } = await kernel.command('archive-conversation', {
    conversationId: two.conversationId,
    archived: true,
  });
  expect(await listed()).toEqual([one.conversationId, three.conversationId]);
  expect(await listed(true)).toEqual([two.conversationId]);
  await kernel.command('undo', { commandId });
  expect(await listed()).toEqual([one.conversationId, three.conversationId, two.conversationId]);
});

test('an answer that was stopped goes on from what was quoted', async () => {
  const filling = await house.open();
  await filling.import(NOTES);
  await filling.close();
  const asked = { conversationId: house.ids.next(), messageId: house.ids.next(), answerId: house.ids.next() };
  const runId = house.ids.next();
  let steps = 0;
  const first = await house.open({
    afterWrite(kernel) {
      if (++steps === 2) kernel.crash();
    },
  });
  void first.command('send-message', { ...asked, runId, parentId: null, text: BOILER }).catch(() => undefined);
  await expect.poll(() => steps, { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
  const second = await house.open();
  await second.command('stop-run', { runId });
  const quotedOf = async () => (await second.query('turn', { answerId: asked.answerId }))?.answer?.quotes ?? [];
  const quoted = await quotedOf();
  expect(quoted).not.toEqual([]);
  // What it would find now is something else.
  const { items } = await second.query('items', { kinds: ['note', 'file'] });
  await second.command('delete-items', { itemIds: items.map(({ id }) => id) });
  await second.idle();
  await second.command('continue-answer', { answerId: asked.answerId, runId: house.ids.next() });
  await second.kernel.context.runs.idle();
  const turn = await second.query('turn', { answerId: asked.answerId });
  expect(turn).toMatchObject({ status: 'done' });
  expect(turn?.answer?.notes).toEqual(['quoting-only']);
  expect(await quotedOf()).toEqual(quoted);
  const { rows } = await house.store.query('select 1 from citations where deleted_ms is null');
  expect(rows).toHaveLength(turn?.answer?.quotes.length ?? -1);
  await expect(
    second.command('continue-answer', { answerId: asked.answerId, runId: house.ids.next() }),
  ).rejects.toMatchObject({ code: 'conflict' });
});

test('conversations from before they were items become items, once', async () => {
  const kernel = await house.open();
  await kernel.import(NOTES);
  const asked = [await ask(kernel, BOILER), await ask(kernel, POND)];
  await kernel.command('delete-conversation', { conversationId: asked[1]?.conversationId ?? '' });
  await kernel.idle();
  await kernel.close();
  await house.store.query("delete from chunks where item_id in (select id from items where kind = 'chat')");
  await house.store.query("delete from item_texts where item_id in (select id from items where kind = 'chat')");
  await house.store.query("delete from items where kind = 'chat'");
  await house.store.query(
    "delete from change_log where table_name = 'items' and key in (select id from conversations)",
  );
  const next = await house.open();
  expect(await next.kernel.context.conversationItems.run()).toBe(2);
  expect(await next.kernel.context.conversationItems.run()).toBe(0);
  expect(await find(next, 'Okafor')).toEqual([asked[0]?.conversationId]);
  expect((await next.query('items', { deleted: true })).items.map(({ id }) => id)).toEqual([asked[1]?.conversationId]);
});

test('a long conversation comes with the whole answers of its end alone', async () => {
  const kernel = await house.open();
  let last = await ask(kernel, 'Question 0?');
  for (let at = 1; at < WHOLE_MESSAGES / 2 + 2; at++) last = await follow(kernel, last, `Question ${at}?`);
  const view = await kernel.query('conversation', { conversationId: last.conversationId });
  const answers = view?.messages.filter(({ role }) => role === 'assistant') ?? [];
  expect(answers.map(({ answer, isAbridged }) => [answer === null, isAbridged ?? false])).toEqual(
    answers.map((_, at) => [at < 2, at < 2]),
  );
});

test('a conversation of one workspace is asked from there, wherever the question is written', async () => {
  const kernel = await house.open();
  const everywhere = await ask(kernel, 'Asked in Everything?');
  await kernel.idle();
  kernel.enter(house.ids.next());
  await expect(follow(kernel, everywhere, 'Seen?')).rejects.toMatchObject({ code: 'not-found' });
  expect(await find(kernel, 'asked')).toEqual([]);
  expect((await kernel.query('items', {})).items).toEqual([]);
});
