import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzRuns } from '../../../tests/fuzz-runs.ts';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import type { Id } from '../../core/ids.ts';

const RUNS = fuzzRuns(6);
let house: TestHouse;
let kernel: TestKernel;
beforeAll(async () => {
  house = await openTestHouse();
  kernel = await house.open();
}, 60_000);
afterAll(() => house.close());

/** What a tab does next; `at` chooses among the messages that it knows of. */
type Step = { readonly does: 'follow' | 'edit' | 'again' | 'switch' | 'delete' | 'undo' | 'look'; readonly at: number };
const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom('follow', 'follow', 'edit', 'again', 'switch', 'delete', 'delete', 'undo', 'undo', 'look'),
  at: fc.nat(30),
});
const acts = (does: Step['does']): Step => ({ does, at: 0 });
/** What both tabs do before one hears of the other. */
const moments = fc.array(fc.tuple(step, step), { minLength: 3, maxLength: 9 });

interface Said {
  readonly id: Id;
  readonly parentId: Id | null;
  readonly role: 'user' | 'assistant';
  /** Of a question: stands nowhere else. */
  readonly word: string;
}

/** What a command wrote of whether messages are deleted. */
type Written = ReadonlyMap<Id, { readonly before: boolean; readonly after: boolean }>;

/** All that was acknowledged, in the order in which the kernel did it. */
interface World {
  readonly conversationId: Id;
  readonly said: Map<Id, Said>;
  /** By message: whether it is deleted, and by which command that was written last. */
  readonly deleted: Map<Id, { readonly is: boolean; readonly by: Id }>;
  /** Deletions, and what took them back, and what took that back. */
  readonly commands: { readonly id: Id; readonly wrote: Written }[];
}

const pathOf = ({ said }: World, id: Id): Id[] => {
  const path: Id[] = [];
  for (let at: Id | null = id; at !== null; at = said.get(at)?.parentId ?? null) path.push(at);
  return path;
};
const isGone = (world: World, id: Id): boolean => pathOf(world, id).some((at) => world.deleted.get(at)?.is === true);

function write(world: World, id: Id, changes: ReadonlyMap<Id, boolean>): void {
  const wrote = new Map(
    [...changes].map(([message, after]) => [message, { before: world.deleted.get(message)?.is ?? false, after }]),
  );
  world.commands.push({ id, wrote });
  for (const [message, is] of changes) world.deleted.set(message, { is, by: id });
}

/** The message and all that could be reached below it. */
function deleteBelow(world: World, messageId: Id, commandId: Id): void {
  const below = [...world.said.keys()].filter((id) => !isGone(world, id) && pathOf(world, id).includes(messageId));
  write(world, commandId, new Map(below.map((id) => [id, true])));
}

/** What was written since by others is left as it is. */
function takeBack(world: World, taken: Id, commandId: Id): void {
  const wrote = world.commands.find(({ id }) => id === taken)?.wrote ?? new Map();
  const own = [...wrote].filter(([message]) => world.deleted.get(message)?.by === taken);
  write(world, commandId, new Map(own.map(([message, { before }]) => [message, before])));
}

const wordOf = (n: number): string =>
  `zq${n
    .toString(36)
    .padStart(4, '0')
    .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')}`;
let words = 0;

/** A tab: it knows of the conversation what it saw when it looked last. */
function createTab(world: World) {
  let known: readonly Said[] = [];
  const pick = (at: number, role?: Said['role']) => {
    const among = known.filter((message) => role === undefined || message.role === role);
    return among[at % Math.max(1, among.length)];
  };
  const { conversationId } = world;
  async function send(parentId: Id | null): Promise<() => void> {
    const question: Said = { id: house.ids.next(), parentId, role: 'user', word: wordOf(words++) };
    const answer: Said = { id: house.ids.next(), parentId: question.id, role: 'assistant', word: '' };
    const ids = { conversationId, messageId: question.id, answerId: answer.id, runId: house.ids.next() };
    await kernel.command('send-message', { ...ids, parentId, text: `Where is the ${question.word}?` });
    return () => {
      for (const message of [question, answer]) world.said.set(message.id, message);
    };
  }
  async function again(question: Said): Promise<() => void> {
    const answer: Said = { id: house.ids.next(), parentId: question.id, role: 'assistant', word: '' };
    const ids = { conversationId, questionId: question.id, answerId: answer.id, runId: house.ids.next() };
    await kernel.command('answer-again', ids);
    return () => world.said.set(answer.id, answer);
  }
  async function remove({ id: messageId }: Said): Promise<() => void> {
    const { commandId } = await kernel.command('delete-message', { messageId });
    return () => deleteBelow(world, messageId, commandId);
  }
  async function undo(at: number): Promise<() => void> {
    const taken = world.commands[at % Math.max(1, world.commands.length)];
    if (taken === undefined) return () => undefined;
    const { commandId } = await kernel.command('undo', { commandId: taken.id });
    return () => takeBack(world, taken.id, commandId);
  }
  return {
    /** What is to be known of it, once the kernel has done it; it may refuse. */
    async act({ does, at }: Step): Promise<() => void> {
      const message = pick(at);
      if (does === 'undo') return undo(at);
      if (does === 'look' || message === undefined) return () => undefined;
      if (does === 'follow') return send(pick(at, 'assistant')?.id ?? null);
      const question = pick(at, 'user');
      if (does === 'edit') return send(question?.parentId ?? null);
      if (does === 'again' && question) return again(question);
      if (does === 'delete') return remove(message);
      await kernel.command('read-branch', { conversationId, messageId: message.id });
      return () => undefined;
    },
    look: () => {
      known = [...world.said.values()];
    },
    send,
  };
}

async function expectTree(world: World): Promise<void> {
  const view = await kernel.query('conversation', { conversationId: world.conversationId });
  const branch = view?.messages ?? [];
  for (const [at, { id, parentId }] of branch.entries()) {
    expect(parentId).toBe(branch[at - 1]?.id ?? null);
    expect(world.said.get(id)?.parentId).toBe(parentId);
  }
  const living = [...world.said.values()].filter(({ id }) => !isGone(world, id));
  const end = branch.at(-1)?.id ?? null;
  expect(living.filter(({ parentId }) => parentId === end)).toEqual([]);
  for (const { id, parentId } of branch) {
    const beside = living.filter((other) => other.parentId === parentId).map((other) => other.id);
    expect(view?.versions[id] ?? [id]).toEqual(beside.length > 1 ? beside : [id]);
  }
  const lost: Id[] = [];
  for (const { id } of living)
    if ((await kernel.query('branch', { messageId: id, limit: 1 }))[0]?.id !== id) lost.push(id);
  expect(lost).toEqual([]);
}

/** The thing that the conversation is says what was not deleted, and nothing else. */
async function expectText(world: World): Promise<void> {
  await kernel.idle();
  const text = (await kernel.query('item', { itemId: world.conversationId }))?.text ?? '';
  const questions = [...world.said.values()].filter(({ role }) => role === 'user');
  const told = questions.filter(({ word }) => text.includes(word)).map(({ word }) => word);
  expect(told).toEqual(questions.filter(({ id }) => !isGone(world, id)).map(({ word }) => word));
}

/** A deletion that is taken back at once leaves what was there. */
async function expectSameAfterUndo(world: World): Promise<void> {
  const seen = async () => {
    const view = await kernel.query('conversation', { conversationId: world.conversationId });
    return { messages: view?.messages, versions: view?.versions };
  };
  const before = await seen();
  const first = before.messages?.[0]?.id;
  if (first === undefined) return;
  const { commandId } = await kernel.command('delete-message', { messageId: first });
  await kernel.command('undo', { commandId });
  expect(await seen()).toEqual(before);
}

test('whatever two tabs do at once, a conversation is a tree, holds all that was not deleted, and undo gives back the same', {
  timeout: 60_000 + 20_000 * RUNS,
}, async () => {
  await fc.assert(
    fc.asyncProperty(moments, async (played) => {
      const world: World = { conversationId: house.ids.next(), said: new Map(), deleted: new Map(), commands: [] };
      const tabs = [createTab(world), createTab(world)] as const;
      (await tabs[0].send(null))();
      for (const tab of tabs) tab.look();
      for (const both of played) {
        const done = await Promise.allSettled(both.map((each, at) => tabs[at]?.act(each)));
        for (const [at, each] of done.entries()) {
          if (each.status === 'fulfilled') each.value?.();
          // What the other tab deleted meanwhile is refused, in words; nothing else is.
          else expect(each.reason).toMatchObject({ code: expect.stringMatching(/^(not-found|conflict)$/) });
          if (both[at]?.does === 'look') tabs[at]?.look();
        }
        await kernel.kernel.context.runs.idle();
        await expectTree(world);
      }
      await expectText(world);
      await expectSameAfterUndo(world);
    }),
    {
      numRuns: RUNS,
      examples: [
        // What is said between an undo and its undo hangs on what is deleted again.
        [
          [
            [acts('delete'), acts('look')],
            [acts('undo'), acts('look')],
            [acts('follow'), acts('look')],
            [{ does: 'undo', at: 1 }, acts('look')],
          ],
        ],
      ],
    },
  );
});
