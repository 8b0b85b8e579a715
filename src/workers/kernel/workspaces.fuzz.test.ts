import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzRuns } from '../../../tests/fuzz-runs.ts';
import { noModel, openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import {
  type AskedIds,
  askEverything,
  everyQuestion,
  leaks,
  type Owned,
  secretsIn,
  secretWord,
} from '../../../tests/workspace-world.ts';
import type { Id } from '../../core/ids.ts';
import type { GenerateRequest, LanguageModel } from '../../core/llm/language-model.ts';
import { querySchemas } from '../../core/queries.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
}, 60_000);
afterAll(() => house.close());

type Where = 0 | 1 | 2;
const where = fc.constantFrom<Where>(0, 1, 2);
const thing = fc.nat(7);

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('note' as const), at: where, links: thing }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('import' as const), at: where }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('ask' as const), at: where }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('save' as const), at: where }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('tag' as const), thing }) },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('move' as const), thing, to: where }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('bin' as const), thing }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('undo' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Writes down what it is asked, and says nothing of use. */
function createListener() {
  const heard: { readonly requests: GenerateRequest[]; readonly judged: string[] } = { requests: [], judged: [] };
  const model: LanguageModel = {
    ...noModel,
    load: async () => ({ id: 'listener', name: 'Listener', contextTokens: 512, device: 'wasm', loadMs: 0 }),
    judge: async ({ passages }) => {
      heard.judged.push(...passages);
      return { judgements: [], inputTokens: 0, elapsedMs: 0, cutShort: false };
    },
    generate: async (request) => {
      heard.requests.push(request);
      const prompt = JSON.stringify(request.messages);
      return { ...{ text: '', prompt, inputTokens: 0, outputTokens: 0, prefillMs: 0, decodeMs: 0 }, finish: 'stop' };
    },
  };
  return { model, heard };
}

/** What was done so far, and what may be told of it. */
class World {
  readonly owned: Owned[] = [];
  readonly answers: Id[] = [];
  readonly imports: Id[] = [];
  readonly places: readonly [Id, Id, Id];
  #secrets = 0;
  #lastMove: { readonly commandId: Id; readonly owned: Owned; readonly from: Id } | null = null;
  readonly #kernel: TestKernel;
  readonly #heard: ReturnType<typeof createListener>['heard'];

  constructor(kernel: TestKernel, heard: ReturnType<typeof createListener>['heard']) {
    this.#kernel = kernel;
    this.#heard = heard;
    this.places = [HOME_WORKSPACE, house.ids.next(), house.ids.next()];
  }

  secret(): string {
    return secretWord(++this.#secrets);
  }

  ids(): AskedIds {
    const of = (type: Owned['type']) => this.owned.flatMap((each) => (each.type === type ? each.id : []));
    return {
      ...{ items: of('item'), conversations: of('conversation'), answers: this.answers, imports: this.imports },
      ...{ folders: [], workspaces: this.places, words: [...new Set(this.owned.flatMap(({ words }) => [...words]))] },
    };
  }

  async begin(): Promise<void> {
    for (const workspaceId of this.places.slice(1)) {
      const instructions = this.secret();
      await this.#kernel.command('create-workspace', {
        workspaceId,
        name: 'Place',
        instructions: `Say ${instructions}.`,
      });
      this.owned.push({ id: house.ids.next(), type: 'instructions', workspaceId, words: new Set([instructions]) });
    }
  }

  async play(step: Step): Promise<void> {
    const items = this.owned.filter(({ type }) => type === 'item');
    if (step.type === 'undo') return this.#undo();
    if ('at' in step) {
      const workspaceId = this.places[step.at];
      this.#kernel.enter(workspaceId);
      if (step.type === 'note') await this.#note(workspaceId, items[step.links % Math.max(1, items.length)]);
      if (step.type === 'import') await this.#import(workspaceId);
      if (step.type === 'ask') await this.#ask(workspaceId);
      if (step.type === 'save') await this.#save(workspaceId);
      return this.#kernel.enter(HOME_WORKSPACE);
    }
    const owned = this.owned.filter(({ type }) => type !== 'instructions')[step.thing];
    if (owned === undefined) return;
    if (step.type === 'move') return this.#move(owned, this.places[step.to]);
    if (owned.type !== 'item') return;
    if (step.type === 'tag') {
      const tag = this.secret();
      owned.words.add(tag);
      await this.#kernel.command('tag-item', { itemId: owned.id, tags: [tag] }).catch(inBin);
    } else await this.#kernel.command('delete-item', { itemId: owned.id }).catch(inBin);
  }

  async #note(workspaceId: Id, linked: Owned | undefined): Promise<void> {
    const [title, word, folder] = [this.secret(), this.secret(), this.secret()];
    const goal = linked === undefined ? '' : `See [[${[...linked.words][0]}]].`;
    const text = `The heron stood at the pond of ${word} near the kiln. ${goal}`;
    const itemId = house.ids.next();
    await this.#kernel.command('create-note', { itemId, title, folder, text });
    this.owned.push({ id: itemId, type: 'item', workspaceId, words: new Set(secretsIn(`${title} ${folder} ${text}`)) });
  }

  async #import(workspaceId: Id): Promise<void> {
    const [name, from, word] = [this.secret(), this.secret(), this.secret()];
    const mail = `From: ${from} <${from}@example.org>\r\nTo: b@example.org\r\nSubject: ${name}\r\n\r\nThe heron of ${word} is at the pond.\r\n`;
    const runId = await this.#kernel.startImport([{ path: `${name}.eml`, content: mail }], name);
    await this.#kernel.stage(runId, [{ path: `${name}.eml`, content: mail }]);
    await this.#kernel.call('staged', { runId });
    await this.#kernel.kernel.context.runs.idle();
    this.imports.push(runId);
    const report = await this.#kernel.query('import-report', { runId });
    for (const { itemId } of report?.files ?? []) {
      if (itemId === null) continue;
      this.owned.push({ id: itemId, type: 'item', workspaceId, words: new Set([name, from, word]) });
    }
  }

  async #ask(workspaceId: Id): Promise<void> {
    const [conversationId, messageId, answerId, runId] = [0, 0, 0, 0].map(() => house.ids.next()) as [Id, Id, Id, Id];
    const ids = { conversationId, messageId, answerId, runId };
    this.#heard.requests.length = 0;
    this.#heard.judged.length = 0;
    await this.#kernel.command('send-message', { ...ids, parentId: null, text: 'Where did the heron stand?' });
    await this.#kernel.kernel.context.runs.idle();
    this.answers.push(answerId);
    expect(leaks(this.owned, workspaceId, this.#heard), 'told to the model').toEqual([]);
    const view = await this.#kernel.query('conversation', { conversationId });
    const details = await this.#kernel.query('answer-details', { answerId });
    expect(leaks(this.owned, workspaceId, [view, details]), 'in the answer').toEqual([]);
    const said = JSON.stringify([view, details]).toLowerCase();
    // What was said in it stays with it, wherever the things go that it came from.
    const known = this.owned.flatMap(({ id, words }) => [id, ...words]).filter((each) => said.includes(each));
    this.owned.push({ id: conversationId, type: 'conversation', workspaceId, words: new Set([...known, answerId]) });
  }

  async #save(workspaceId: Id): Promise<void> {
    const searchId = house.ids.next();
    const name = this.secret();
    await this.#kernel.command('save-search', { searchId, name, query: name });
    this.owned.push({ id: searchId, type: 'search', workspaceId, words: new Set([name]) });
  }

  async #move(owned: Owned, toWorkspace: Id): Promise<void> {
    const key = { item: 'itemIds', conversation: 'conversationIds', search: 'searchIds' } as const;
    if (owned.type === 'instructions') return;
    const payload = { toWorkspace, [key[owned.type]]: [owned.id] };
    const moved = await this.#kernel.command('move-to-workspace', payload).catch(inBin);
    if (moved === undefined) return;
    this.#lastMove = { commandId: moved.commandId, owned, from: owned.workspaceId };
    owned.workspaceId = toWorkspace;
  }

  async #undo(): Promise<void> {
    const move = this.#lastMove;
    if (move === null || move.owned.workspaceId === move.from) return;
    this.#lastMove = null;
    await this.#kernel.command('undo', { commandId: move.commandId });
    move.owned.workspaceId = move.from;
  }
}

/** What lies in the bin is not changed. */
function inBin(thrown: unknown): undefined {
  expect(thrown).toMatchObject({ code: expect.stringMatching(/conflict|not-found/) });
}

test('the list of questions is the list of queries', () => {
  const ids = { items: [], conversations: [], answers: [], imports: [], folders: [], workspaces: [], words: [] };
  expect(Object.keys(everyQuestion(ids)).sort()).toEqual(Object.keys(querySchemas).sort());
});

test('from a workspace nothing of another is met: no id, no title, no word, whatever is asked', {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      await house.wipe();
      const { model, heard } = createListener();
      const kernel = await house.open({ language: model });
      const { context } = kernel.kernel;
      context.session.set('session:model', context.models.manifest.id, { state: 'ready' });
      const world = new World(kernel, heard);
      await world.begin();
      for (const each of steps) await world.play(each);
      const ids = world.ids();
      for (const settled of [false, true]) {
        if (settled) await kernel.idle();
        for (const workspaceId of world.places.slice(1)) {
          expect(await askEverything(kernel, world.owned, { workspaceId, ids })).toEqual([]);
        }
      }
    }),
    { numRuns: fuzzRuns(4) },
  );
});
