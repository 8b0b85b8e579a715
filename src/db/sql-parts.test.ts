import { Kysely, type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore } from '../../tests/open-test-store.ts';
import { createStoreDialect } from './kysely-dialect.ts';
import { partsOf, readList, type SqlParts } from './sql-parts.ts';
import type { Store } from './store.ts';

/** Both engines say the same in their own words. */

const TEXTS = ['Übergang', 'a', 'ab', 'b/a', '50%_\\', 'İstanbul', ''];
const migrations = [
  {
    version: 1,
    name: 'words',
    statements: ['create table words (id int primary key, word text, bits bigint, facts jsonb)'],
  },
];
let store: Store;
let db: Kysely<{ words: { id: number; word: string; bits: bigint | number | null; facts: string } }>;
let parts: SqlParts;

beforeAll(async () => {
  store = await openTestStore(migrations, { nowMs: () => 1 });
  db = new Kysely({ dialect: createStoreDialect(store) });
  parts = partsOf(db);
  const rows = TEXTS.map((word, id) => ({ id, word, bits: null, facts: '{}' }));
  await db.insertInto('words').values(rows).execute();
}, 60_000);
afterAll(() => store.close());

const wordsWhere = async (condition: RawBuilder<boolean>) =>
  (await db.selectFrom('words').select('word').where(condition).orderBy('id').execute()).map(({ word }) => word);

test('a value is one of a list, also of an empty and of a long one', async () => {
  expect(await wordsWhere(parts.isOneOf('word', ['a', 'b/a', "o'c"], 'text'))).toEqual(['a', 'b/a']);
  expect(await wordsWhere(parts.isOneOf('words.word', [], 'text'))).toEqual([]);
  const many = Array.from({ length: 50_000 }, (_, at) => `no ${at}`);
  expect(await wordsWhere(parts.isOneOf('word', [...many, ''], 'text'))).toEqual(['']);
});

test('a text starts with another, letter by letter, and not by a pattern', async () => {
  expect(await wordsWhere(parts.startsWith('word', 'a'))).toEqual(['a', 'ab']);
  expect(await wordsWhere(parts.startsWith('word', 'A'))).toEqual([]);
  expect(await wordsWhere(parts.startsWith('word', '50%_'))).toEqual(['50%_\\']);
  expect(await wordsWhere(parts.startsWith('word', '%'))).toEqual([]);
  expect(await wordsWhere(parts.startsWithOneOf('word', ['b/', 'ab', 'c']))).toEqual(['ab', 'b/a']);
  expect(await wordsWhere(parts.startsWithOneOf('word', []))).toEqual([]);
});

test('upper and lower case are the same in every script, and signs of patterns are signs', async () => {
  expect(await wordsWhere(parts.containsIgnoringCase('word', 'üBER'))).toEqual(['Übergang']);
  expect(await wordsWhere(parts.containsIgnoringCase('word', '%_\\'))).toEqual(['50%_\\']);
  expect(await wordsWhere(parts.containsIgnoringCase('word', 'STANBUL'))).toEqual(['İstanbul']);
});

test('a part of a text is found where it stands, in characters', async () => {
  const at = parts.positionOf(sql`${'gang'}`, 'word').as('at');
  const rows = await db.selectFrom('words').select(at).where('id', 'in', [0, 1]).orderBy('id').execute();
  expect(rows).toEqual([{ at: 5 }, { at: 0 }]);
});

test('the values of a group come as a list in order', async () => {
  const list = async (below: number) => {
    const row = await db
      .selectFrom('words')
      .select(parts.listOf('word').as('list'))
      .where('id', '<', below)
      .executeTakeFirst();
    return readList(row?.list ?? null);
  };
  expect(await list(4)).toEqual(['a', 'ab', 'b/a', 'Übergang']);
  expect(await list(0)).toEqual([]);
});

test('the bits in which two numbers differ are counted over all 64, with the sign', async () => {
  const pairs: readonly (readonly [bigint, bigint, number])[] = [
    [0n, 0n, 0],
    [-1n, 0n, 64],
    [-(2n ** 63n), 2n ** 63n - 1n, 64],
    [2n ** 62n, 2n ** 62n + 5n, 2],
    [-(2n ** 63n), 0n, 1],
  ];
  for (const [one, other, apart] of pairs) {
    await db.updateTable('words').set({ bits: one }).where('id', '=', 0).execute();
    await db.updateTable('words').set({ bits: other }).where('id', '=', 1).execute();
    const { rows } = await sql<{ apart: number }>`
      select ${parts.bitsApart('a.bits', 'b.bits')} as apart from words as a, words as b where a.id = 0 and b.id = 1`.execute(
      db,
    );
    expect(Number(rows[0]?.apart)).toBe(apart);
  }
});

test('members are added to JSON and take the place of those of the same name', async () => {
  await store.query(`update words set facts = '{"a":"1","b":"2"}' where id = 0`);
  await store.query(`update words set facts = ${parts.withMembers('facts', '$1')} where id = 0`, ['{"b":"3","c":"4"}']);
  const { rows } = await store.query('select facts from words where id = 0');
  expect(rows).toEqual([{ facts: { a: '1', b: '3', c: '4' } }]);
});
