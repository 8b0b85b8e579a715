import type { Id } from '../src/core/ids.ts';
import type { QueryInput, QueryName, QueryOutput } from '../src/core/queries.ts';
import { HOME_WORKSPACE, isSeenFrom } from '../src/core/workspaces.ts';
import type { TestKernel } from './kernel-harness.ts';

/** What a test knows of things that belong to workspaces, and every question that could tell of them. */

/** A thing, a conversation or a search, with every word and id that speaks of it. */
export interface Owned {
  readonly id: Id;
  readonly type: 'item' | 'conversation' | 'search' | 'instructions';
  workspaceId: Id;
  readonly words: Set<string>;
}

/** Letters that occur nowhere else: `n` written with them. */
export const secretWord = (n: number): string =>
  `zq${[...n.toString(26).padStart(3, '0')].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')}vx`;

const SECRET = /zq[a-z]{3,6}vx/g;
export const secretsIn = (text: string): string[] => [...new Set(text.toLowerCase().match(SECRET) ?? [])];

/** What may be met from the workspace: everything that is said by what is seen from it. */
export function allowedFrom(world: readonly Owned[], workspaceId: Id): ReadonlySet<string> {
  const seen = world.filter((owned) =>
    // A conversation that was held in Everything, and what it rests on, is of no workspace.
    owned.type === 'conversation' || owned.type === 'instructions'
      ? owned.workspaceId === workspaceId
      : isSeenFrom(workspaceId, owned.workspaceId),
  );
  return new Set(seen.flatMap(({ id, words }) => [id, ...words]));
}

/** Of what the world knows, what stands in the value and may not be met from the workspace. */
export function leaks(world: readonly Owned[], workspaceId: Id, value: unknown): string[] {
  const text = JSON.stringify(value ?? null).toLowerCase();
  const allowed = allowedFrom(world, workspaceId);
  const known = new Set(world.flatMap(({ id, words }) => [id, ...words]));
  return [...known].filter((each) => !allowed.has(each) && text.includes(each));
}

type Questions = { readonly [N in QueryName]: readonly QueryInput<N>[] };

export interface AskedIds {
  readonly items: readonly Id[];
  readonly conversations: readonly Id[];
  readonly answers: readonly Id[];
  readonly imports: readonly Id[];
  readonly folders: readonly Id[];
  readonly workspaces: readonly Id[];
  readonly words: readonly string[];
}

/**
 * Every query with what it could be asked: a query that is not in this list does not compile, so whoever adds one says here
 * what it may tell. `[]` is for what has no input that could be of a workspace.
 */
export function everyQuestion(ids: AskedIds): Questions {
  const { items, conversations, answers, imports, folders, workspaces, words } = ids;
  const [first = '', second = first] = items;
  const ofItem = items.map((itemId) => ({ itemId }));
  return {
    items: [
      { limit: 1000 },
      { deleted: true },
      { sort: 'title' },
      { itemIds: items.slice(0, 100) },
      ...workspaces.map((workspaceId) => ({ workspaceId })),
      ...words.map((title) => ({ title })),
    ],
    'item-ids': [{}, { deleted: true }],
    item: ofItem,
    'item-head': ofItem,
    'item-body': ofItem,
    'body-revision': ofItem,
    backlinks: ofItem,
    'outgoing-links': ofItem,
    mentions: ofItem,
    'links-to-rename': items.map((itemId) => ({ itemId, title: 'Another' })),
    properties: ofItem,
    'note-folders': [{}],
    'daily-notes': [{ days: ['2026-11-22'] }],
    graph: [{}],
    'near-duplicates': ofItem,
    'compare-items': first === '' ? [] : [{ itemId: first, otherId: second }],
    tags: [{}],
    kinds: [{}],
    search: [
      ...words.map((query) => ({ query })),
      { query: 'heron', limit: 200 },
      { query: 'heron', filters: { workspaceIds: [...workspaces] }, limit: 200 },
      { query: 'heron', filters: { itemIds: [...items] } },
    ],
    titles: words.map((typed) => ({ typed: typed.slice(0, 4), limit: 50 })),
    'complete-filter': (['kind', 'tag', 'in', 'from', 'to'] as const).flatMap((field) => [
      { field, typed: '', limit: 50 },
      { field, typed: 'zq', limit: 50 },
    ]),
    similar: ofItem,
    searches: [{}],
    help: [{ query: 'heron', language: 'en' }],
    'help-page': [{ page: 'start', language: 'en' }],
    'hit-places': [{ hits: items.map((itemId) => ({ itemId, at: 0 })) }],
    conversations: [{}],
    conversation: conversations.map((conversationId) => ({ conversationId })),
    branch: answers.map((messageId) => ({ messageId })),
    turn: answers.map((answerId) => ({ answerId })),
    'answer-details': answers.map((answerId) => ({ answerId })),
    imports: [{}],
    'import-report': imports.map((runId) => ({ runId })),
    'connected-folders': [{}],
    'connected-files': folders.map((folderId) => ({ folderId })),
    'items-gone': [{}],
    // Asked by whoever keeps a folder, by an id that only the folder's own workspace tells.
    'mirror-state': [],
    'mirror-bytes': [],
    'mirror-revision': [{}],
    'mirror-conflicts': [{}],
    'item-history': ofItem,
    // Its input is a clock that only the history of the item tells.
    'item-version': [],
    preferences: [{}],
    settings: [{}],
    'settings-file': [{ text: '{}' }],
    places: [{}],
    backups: [{}],
    'outside-backups': [{}],
    health: [{}],
    archives: [{}],
    archivable: [{ rule: {} }],
    room: [{}],
    diagnostics: [{}],
    workspaces: [{}],
    workspace: workspaces.map((workspaceId) => ({ workspaceId })),
    'where-is': [...items, ...conversations].map((id) => ({ id })),
    notices: [{}],
    'unread-notices': [{}],
    status: [{}],
  };
}

export interface Told {
  readonly name: QueryName;
  readonly input: unknown;
  readonly leaked: readonly string[];
}

/** Asks everything from the workspace, and returns what was told that is not to be met there. */
export async function askEverything(
  kernel: TestKernel,
  world: readonly Owned[],
  { workspaceId, ids }: { readonly workspaceId: Id; readonly ids: AskedIds },
): Promise<Told[]> {
  const told: Told[] = [];
  kernel.enter(workspaceId);
  for (const [name, inputs] of Object.entries(everyQuestion(ids)) as [QueryName, readonly never[]][]) {
    for (const input of inputs) {
      const answer: QueryOutput[QueryName] = await kernel.query(name, input);
      const leaked = leaks(world, workspaceId, answer);
      if (leaked.length > 0) told.push({ name, input, leaked });
    }
  }
  kernel.enter(HOME_WORKSPACE);
  return told;
}
