import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { fuzzRuns } from '../../../tests/fuzz-runs.ts';
import { openTestHouse, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { type CommandType, commandSchemas } from '../../core/commands.ts';
import { type QueryName, querySchemas } from '../../core/queries.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { TABLE_SCOPES } from '../../db/tables/scopes.ts';

let house: TestHouse;
let kernel: TestKernel;
beforeAll(async () => {
  house = await openTestHouse();
  kernel = await house.open();
}, 60_000);
afterAll(() => house.close());

const LONE = '\ud800';
const UNSTORABLE = ['a\0b', `a${LONE}b`];

/** An input that each field accepts. */
function valid(name: string, schema: z.ZodType): unknown {
  const id = house.ids.next();
  const samples: unknown[] = [
    id,
    'word',
    1,
    true,
    new Uint8Array([0, 0]),
    [],
    [id],
    null,
    {},
    'updated',
    'kind',
    '2026-11-22',
    [{ noteId: id }],
    'mirror',
    'bin',
    'note',
    'en',
    'start',
    'a'.repeat(64),
  ];
  const found = samples.find((sample) => schema.safeParse(sample).success);
  if (found === undefined && !schema.safeParse(undefined).success) throw new Error(`no sample fits ${name}`);
  return found;
}

const shapeOf = (schema: z.ZodObject): [string, z.ZodType][] => Object.entries(schema.shape) as [string, z.ZodType][];

const validInput = (schema: z.ZodObject): Record<string, unknown> =>
  Object.fromEntries(
    shapeOf(schema).flatMap(([field, type]) => {
      const value = valid(field, type);
      return value === undefined ? [] : [[field, value]];
    }),
  );

/** What can be sent over the link, of any shape. */
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, maxDepth: 2 }),
  fc.constantFrom<unknown>(Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300, '', ' ', 'x'.repeat(30_000), ...UNSTORABLE),
);

interface Malformed {
  readonly input: unknown;
  readonly field: string;
}

/** One field made wrong, one left out, or one too many. */
const malformed = (schema: z.ZodObject): fc.Arbitrary<Malformed> => {
  const fields = shapeOf(schema);
  const unknownField = fc
    .constant(null)
    .map(() => ({ input: { ...validInput(schema), colour: 'red' }, field: 'colour' }));
  if (fields.length === 0) return unknownField;
  const wrong = fc
    .tuple(fc.constantFrom(...fields), anything)
    .filter(([[, type], value]) => !type.safeParse(value).success)
    .map(([[field], value]) => ({ input: { ...validInput(schema), [field]: value }, field }));
  return fc.oneof({ weight: 5, arbitrary: wrong }, { weight: 1, arbitrary: unknownField });
};

async function totals(): Promise<unknown> {
  const tables = Object.keys(TABLE_SCOPES);
  const counts = tables.map((table) => `select '${table}' as name, count(*) as count from ${table}`);
  return (await house.store.query(counts.join(' union all '))).rows;
}

async function refusal(method: string, input: unknown): Promise<{ code: string; field: string }> {
  try {
    await kernel.call(method, input);
    return { code: 'none', field: '' };
  } catch (thrown) {
    const { code, details, cause } = thrown as { code: string; details?: { field?: string }; cause?: unknown };
    if (code === 'internal') throw new Error('a defect', { cause });
    return { code, field: details?.field ?? '' };
  }
}

test.each(Object.keys(commandSchemas) as CommandType[])(
  '%s refuses what does not fit, names the field and changes nothing',
  { timeout: 60_000 },
  async (type) => {
    const before = await totals();
    await fc.assert(
      fc.asyncProperty(malformed(commandSchemas[type]), async ({ input, field }) => {
        const envelope = { id: house.ids.next(), type, payload: input, workspace: HOME_WORKSPACE };
        const refused = await refusal('command', envelope);
        expect(refused.code).toBe('bad-input');
        expect(`${refused.field}.`.startsWith(`${field}.`) || isNotSent(input)).toBe(true);
      }),
      { numRuns: fuzzRuns(40) },
    );
    expect(await totals()).toEqual(before);
  },
);

test.each(Object.keys(querySchemas) as QueryName[])(
  'the query %s refuses what does not fit and names the field',
  { timeout: 60_000 },
  async (name) => {
    await fc.assert(
      fc.asyncProperty(malformed(querySchemas[name]), async ({ input, field }) => {
        const refused = await refusal('query', { name, input });
        expect(refused.code).toBe('bad-input');
        expect(`${refused.field}.`.startsWith(`${field}.`) || isNotSent(input)).toBe(true);
      }),
      { numRuns: fuzzRuns(40) },
    );
  },
);

/** A value that cannot be cloned does not leave the client. */
function isNotSent(input: unknown): boolean {
  try {
    structuredClone(input);
    return false;
  } catch {
    return true;
  }
}

test('whatever is sent, the answer is an outcome or a refusal that is no defect', { timeout: 60_000 }, async () => {
  const methods = ['command', 'query', 'subscribe', 'unsubscribe', 'stage', 'staged', 'original', 'no-such-call'];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...methods), anything, async (method, input) => {
      const { code } = await refusal(method, input);
      expect(['bad-input', 'none']).toContain(code);
    }),
    { numRuns: fuzzRuns(200) },
  );
});

test('an envelope that does not fit is refused and names its field', async () => {
  const envelope = { id: house.ids.next(), type: 'create-note', payload: {}, workspace: HOME_WORKSPACE };
  expect(await refusal('command', { ...envelope, id: 'x' })).toEqual({ code: 'bad-input', field: 'id' });
  expect(await refusal('command', { ...envelope, type: 'drop-all' })).toEqual({ code: 'bad-input', field: 'type' });
  expect(await refusal('command', { ...envelope, workspace: 7 })).toEqual({ code: 'bad-input', field: 'workspace' });
  expect(await refusal('command', { ...envelope, more: 7 })).toEqual({ code: 'bad-input', field: 'more' });
});

test('a title of white space, a folder that is no place, a tag of two words are refused', async () => {
  const itemId = house.ids.next();
  const send = (type: CommandType, payload: unknown) =>
    refusal('command', { id: house.ids.next(), type, payload, workspace: HOME_WORKSPACE });
  expect(await send('rename-item', { itemId, title: '   ' })).toEqual({ code: 'bad-input', field: 'title' });
  for (const folder of ['/a', 'a/', 'a//b', '/']) {
    expect(await send('move-item', { itemId, folder })).toEqual({ code: 'bad-input', field: 'folder' });
  }
  expect(await send('tag-item', { itemId, tags: ['ok', 'two words'] })).toEqual({ code: 'bad-input', field: 'tags.1' });
});

test.each(UNSTORABLE)('a text with a character that cannot be stored is refused: %j', async (text) => {
  const itemId = house.ids.next();
  const send = (type: CommandType, payload: unknown) =>
    refusal('command', { id: house.ids.next(), type, payload, workspace: HOME_WORKSPACE });
  expect(await send('create-note', { itemId, title: text })).toEqual({ code: 'bad-input', field: 'title' });
  expect(await send('create-note', { itemId, title: 'a', text })).toEqual({ code: 'bad-input', field: 'text' });
  expect(await send('set-preference', { key: 'k', value: { deep: [text] } })).toEqual({
    code: 'bad-input',
    field: 'value',
  });
  expect(await send('set-preference', { key: 'k', value: '\\u0000 \\ud800 in words' })).toEqual({
    code: 'none',
    field: '',
  });
});
