import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Passage } from '../../core/chat/answer.ts';
import { searchFiltersSchema } from '../../core/commands.ts';
import { ITEM_KINDS } from '../../core/items/item.ts';
import type { SearchFilters } from '../../core/search/search-index.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { answerText, doingOf, formatSeconds, helpIn, modelFamily } from './answer-words.ts';
import { createDrafts, type Draft, EMPTY_DRAFT } from './drafts.ts';
import { commandFilters, filtersFor, filtersOf, scopeAmong, scopeParts, topFolders } from './scope.ts';
import { decideScroll, isAtEnd } from './scroll.ts';
import { turnsOf } from './turns.ts';

describe('drafts', () => {
  const storage = () => {
    const map = new Map<string, string>();
    return {
      getItem: (key: string) => map.get(key) ?? null,
      setItem: (key: string, value: string) => void map.set(key, value),
      removeItem: (key: string) => void map.delete(key),
      map,
    };
  };

  const mention = fc.record({
    id: fc.uuid(),
    title: fc.string(),
    kind: fc.constantFrom('note' as const, 'mail' as const),
  });
  const scope = fc.constantFrom<Draft['scope']>(
    { type: 'all' },
    { type: 'tag', tag: 'house' },
    { type: 'folder', folder: 'House' },
    { type: 'kind', kind: 'mail' },
    { type: 'workspace', workspaceId: '00000000-0000-7000-8000-000000000009' },
  );
  const draft = fc.record({
    text: fc.oneof(fc.string(), fc.constant('{"draft":1')),
    mentions: fc.array(mention),
    scope,
  });

  it('are what was typed last, with what it is about and where it looks, in this page and the next', () => {
    const step = fc.tuple(fc.constantFrom('new', 'a', 'b'), draft);
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const kept = storage();
        const drafts = createDrafts(kept);
        for (const [id, next] of steps) drafts.set(id, next);
        const later = createDrafts(kept);
        for (const id of ['new', 'a', 'b']) {
          const last = steps.findLast(([other]) => other === id)?.[1] ?? EMPTY_DRAFT;
          expect(drafts.get(id)).toEqual(last);
          expect(later.get(id)).toEqual(last);
        }
        expect([...kept.map.values()]).not.toContain('');
      }),
    );
  });

  it('that an earlier version kept are read, and broken ones are empty', () => {
    const kept = storage();
    kept.map.set('hearth.draft.ask.a', 'only words');
    kept.map.set(
      'hearth.draft.ask.b',
      '{"draft":{"text":"x","mentions":[{"id":1}],"scope":{"type":"kind","kind":"no"}}}',
    );
    kept.map.set('hearth.draft.ask.c', '{"draft":');
    const drafts = createDrafts(kept);
    expect(drafts.get('a')).toEqual({ ...EMPTY_DRAFT, text: 'only words' });
    expect(drafts.get('b')).toEqual({ ...EMPTY_DRAFT, text: 'x' });
    expect(drafts.get('c')).toEqual(EMPTY_DRAFT);
  });

  it('live as long as the page where the browser keeps nothing', () => {
    const refuse = () => {
      throw new Error('denied');
    };
    const drafts = createDrafts({ getItem: refuse, setItem: refuse, removeItem: refuse });
    expect(drafts.get('a')).toEqual(EMPTY_DRAFT);
    drafts.set('a', { ...EMPTY_DRAFT, text: 'text' });
    expect(drafts.get('a').text).toBe('text');
  });
});

describe('the thread', () => {
  const place = fc.record({ top: fc.nat(5000), viewport: fc.integer({ min: 100, max: 2000 }), content: fc.nat(9000) });

  it('never scrolls because an answer grew', () => {
    fc.assert(fc.property(place, fc.nat(), (where, top) => decideScroll('grew', where, top) === null));
  });

  it('opens at its end, and goes to a new question without passing the end', () => {
    fc.assert(
      fc.property(place, fc.nat(9000), (where, questionTop) => {
        const end = Math.max(0, where.content - where.viewport);
        expect(decideScroll('opened', where, 0)).toBe(end);
        const top = decideScroll('asked', where, questionTop) ?? -1;
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top).toBeLessThanOrEqual(Math.min(end, questionTop));
        expect(isAtEnd({ ...where, top: end })).toBe(true);
      }),
    );
  });

  it('pairs questions and answers in order', () => {
    const message = (id: string, role: 'user' | 'assistant') => ({
      id,
      role,
      conversationId: 'c',
      parentId: null,
      text: '',
      status: 'done' as const,
      answer: null,
      scope: null,
      runId: null,
      error: null,
      createdMs: 0,
    });
    const turns = turnsOf([
      message('1', 'user'),
      message('2', 'assistant'),
      message('3', 'user'),
      message('4', 'user'),
    ]);
    expect(turns.map(({ question, answer }) => [question?.id, answer?.id])).toEqual([
      ['1', '2'],
      ['3', undefined],
      ['4', undefined],
    ]);
  });
});

describe('an answer in words', () => {
  const passage = (number: number) => ({
    number,
    itemId: 'i',
    title: `Title ${number}`,
    heading: '',
    span: { start: 0, end: 1 },
    text: 't',
    language: 'en',
    score: 1,
  });
  const answer: Answer = {
    stage: 'done',
    passages: [passage(1), passage(2), passage(3)],
    quotes: [{ passage: 2, span: { start: 0, end: 1 }, text: 'A quote.', strong: [], score: 1 }],
    prose: [
      {
        text: 'A sentence.',
        support: 'supported',
        coverage: 1,
        unfounded: [],
        citations: [{ passage: 1, itemId: 'i', span: { start: 0, end: 1 }, quote: '' }],
      },
    ],
    notes: [],
    model: 'owner/SmolLM2-135M-Instruct',
    times: { quotedMs: 100, reorderedMs: null, doneMs: 200 },
  };

  it('is copied with the sources that it cites, and no others', () => {
    expect(answerText(answer)).toBe('A quote. [2]\n\nA sentence. [1]\n\n[1] Title 1\n[2] Title 2');
  });

  it('comes from help as far as what it rests on does, whatever else was found', () => {
    const passage = (number: number, itemId: string): Passage => ({
      ...{ number, itemId, title: '', heading: '', span: { start: 0, end: 1 }, text: 'a', language: 'en', score: 1 },
    });
    const passages = [passage(1, 'help:en:data'), passage(2, '00000000-0000-7000-8000-000000000009')];
    const quote = (of: number) => ({ passage: of, span: { start: 0, end: 1 }, text: 'a', strong: [], score: 1 });
    const resting = (...on: number[]) => helpIn({ passages, quotes: on.map(quote), prose: [] });
    expect([resting(), resting(1), resting(2), resting(1, 2)]).toEqual(['none', 'all', 'none', 'some']);
  });

  it('says what is going on only while it runs', () => {
    expect(doingOf('running', null)).toBe('retrieving');
    expect(doingOf('running', { ...answer, stage: 'reordering' })).toBe('reordering');
    expect(doingOf('running', { ...answer, stage: 'quoted' })).toBeNull();
    expect(doingOf('interrupted', { ...answer, stage: 'reordering' })).toBeNull();
  });

  it('gives seconds with a tenth below ten', () => {
    expect([4_100, 40, 9_960, 12_400].map((ms) => formatSeconds(ms, 'en'))).toEqual(['4.1', '0.1', '10', '12']);
    expect(modelFamily('owner/SmolLM2-135M-Instruct')).toBe('SmolLM2');
  });
});

/** Lists of kinds, tags and workspaces that are empty leave everything. */
const narrows = ({ workspaceIds, kinds, tags, ...rest }: Partial<Record<keyof SearchFilters, unknown>>) =>
  Object.keys(rest).length > 0 || [workspaceIds, kinds, tags].some((list) => Array.isArray(list) && list.length > 0);

describe('where a question looks', () => {
  it('is one filter, or none', () => {
    expect(filtersOf({ type: 'all' })).toEqual({});
    expect(filtersOf({ type: 'kind', kind: 'note' })).toEqual({ kinds: ['note'] });
    expect(filtersOf({ type: 'tag', tag: 'house' })).toEqual({ tags: ['house'] });
    expect(filtersOf({ type: 'folder', folder: 'House' })).toEqual({ folder: 'House' });
    expect(filtersOf({ type: 'workspace', workspaceId: 'w' })).toEqual({ workspaceIds: ['w', HOME_WORKSPACE] });
    expect(topFolders(['b/c', 'a', '', 'b'], 8)).toEqual(['a', 'b']);
    expect(topFolders(['b/d/e', 'b/c', 'b'], 8)).toEqual(['b', 'b/c', 'b/d']);
  });

  it('is the things that are named, where some are', () => {
    const mentions = [{ id: 'i', title: 't', kind: 'note' as const }];
    const filters = filtersFor({ text: '', mentions, scope: { type: 'tag', tag: 'house' } });
    expect(commandFilters(filters)).toEqual({ itemIds: ['i'] });
    expect(filtersFor({ text: '', mentions: [], scope: { type: 'tag', tag: 'house' } })).toEqual({ tags: ['house'] });
  });

  it('reaches the kernel whole, whatever it is', () => {
    const words = fc.array(fc.constantFrom('house', 'garden', 'ada'), { maxLength: 2 });
    const all: Required<Record<keyof SearchFilters, fc.Arbitrary<unknown>>> = {
      workspaceIds: fc.array(fc.uuid(), { maxLength: 2 }),
      kinds: fc.array(fc.constantFrom(...ITEM_KINDS), { maxLength: 2 }),
      tags: words,
      folder: fc.constant('House'),
      itemIds: fc.array(fc.uuid(), { maxLength: 2 }),
      people: words,
      recipients: words,
      hasAttachment: fc.boolean(),
      updatedFromMs: fc.nat(),
      updatedToMs: fc.nat(),
    };
    fc.assert(
      fc.property(fc.record(all, { requiredKeys: [] }), (filters) => {
        const sent = commandFilters(filters as SearchFilters);
        expect(searchFiltersSchema.parse(sent)).toEqual(filters);
        expect(scopeParts(filters as SearchFilters).length === 0).toBe(narrows(filters) === false);
      }),
    );
  });

  it('is a workspace only where it can be chosen', () => {
    const scope = { type: 'workspace', workspaceId: 'w' } as const;
    expect(scopeAmong(scope, [{ id: 'v' }, { id: 'w' }])).toBe(scope);
    expect(scopeAmong(scope, [{ id: 'v' }])).toEqual({ type: 'all' });
    expect(scopeAmong({ type: 'tag', tag: 'house' }, [])).toEqual({ type: 'tag', tag: 'house' });
  });
});
