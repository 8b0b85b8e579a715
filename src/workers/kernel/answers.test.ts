import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse, type TestFile, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { openNodeEmbedding } from '../../../tests/node-embedding.ts';
import type { Answer } from '../../core/chat/answer.ts';

/** The kernel with the sample library and the meaning of all of it, asked as a person asks. */

const FOLDERS = ['public/sample-library/', 'tests/fixtures/questions/texts/'];

const filesIn = (folder: string): TestFile[] => {
  const root = fileURLToPath(new URL(`../../../${folder}`, import.meta.url));
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:md|txt|html)$/.test(name))
    .map((path) => ({ path, content: readFileSync(`${root}${path}`) }));
};

const RENT =
  'The rent of the flat is due on the first day of each month and is paid into the account at the savings bank';

/** Lines that are quoted one by one, the wrong one first. */
const list = (title: string, ...lines: readonly string[]): TestFile => ({
  path: `${title}.md`,
  content: `# ${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`,
});

/** What the library has no occasion for. */
const OWN: readonly TestFile[] = [
  list('Lamps', 'The lamps in the hall are dimmable.', 'The lamps in the attic are not dimmable.'),
  list('Kuchen', 'Der Apfelkuchen ist mit Zucker.', 'Der Nusskuchen ist ohne Zucker.'),
  list('Parcels', 'The parcel of shoes weighs 2 kg.', 'The parcel of books weighs 14 kg.'),
  list('Pumps', 'The pump RX-2100 takes the filter F5.', 'The pump RX-2200 takes the filter F3.'),
  list('Cards', 'Paul wrote that a patient sees the sea.', 'Nora wrote “The sea is patient” on the card.'),
  { path: 'Lease v1.md', content: `# Lease v1\n\n${RENT}: 940 pounds.`, modifiedMs: 1_600_000_000_000 },
  { path: 'Lease v2.md', content: `# Lease v2\n\n${RENT}: 980 pounds.`, modifiedMs: 1_700_000_000_000 },
  { path: 'Canoe.md', content: '# Canoe\n\nThe canoe with the blue stripe lies under the willow by the upper weir.' },
  { path: 'Boats.md', content: '# Boats\n\nThe canoe with the blue stripe lies under the willow by the upper weir.' },
  { path: 'Weir.md', content: '# Weir\n\nThe canoe was mended by Oskar at the weir.' },
  { path: 'Long.md', content: `# Long\n\n${longText()}` },
];

/** Two chunks of one heading that follow one another. */
function longText(): string {
  const filling = (subject: string) =>
    Array.from(
      { length: 24 },
      (_, at) => `On day ${at + 1} the ${subject} of the zeppelin was looked at and found good.`,
    ).join(' ');
  return `${filling('envelope')}\n\n${filling('gondola')}`;
}

let house: TestHouse;
let kernel: TestKernel;

beforeAll(async () => {
  house = await openTestHouse();
  kernel = await house.open({ embedding: await openNodeEmbedding() });
  await kernel.import([...FOLDERS.flatMap(filesIn), ...OWN]);
}, 240_000);
afterAll(() => house.close());

async function ask(text: string): Promise<Answer> {
  const [conversationId, messageId, answerId, runId] = [1, 2, 3, 4].map(() => house.ids.next()) as [
    string,
    string,
    string,
    string,
  ];
  await kernel.command('send-message', { conversationId, messageId, answerId, runId, parentId: null, text });
  await kernel.kernel.context.runs.idle();
  const turn = await kernel.query('turn', { answerId });
  if (turn?.answer == null) throw new Error('there is no answer');
  return turn.answer;
}

test('the meaning of all of it is known', async () => {
  const { embedding } = await kernel.query('status', {});
  expect(embedding).toMatchObject({ state: 'idle', waiting: 0 });
  const { items, notes } = await kernel.query('search', { query: 'puppy vaccination', mode: 'fused' });
  expect(notes).not.toContain('text-only');
  expect(items.map(({ item }) => item.title)).toContain('Biscuit');
});

describe('what a question demands beyond its words weighs', () => {
  test.each([
    ['not', 'Which lamps are not dimmable?', 'attic'],
    ['ohne', 'Welcher Kuchen ist ohne Zucker?', 'Nusskuchen'],
    ['between', 'Which parcel weighs between 10 and 20 kg?', 'books'],
    ['less than', 'Which parcel weighs less than 5 kg?', 'shoes'],
    ['a code', 'Which filter does the pump RX-2200 take?', 'F3'],
    ['another code', 'Which filter does the pump RX-2100 take?', 'F5'],
    ['a phrase', 'Who wrote "the sea is patient"?', 'Nora'],
    ['a code of the library', 'What does error F.22 mean?', 'pressure is too low'],
    ['a number of the library', 'Which policy has the number MC-20881?', 'Makers Cover'],
    ['not, in the library', 'What is not covered by the home insurance policy?', 'kiln is not covered'],
    ['without, in the library', 'In which envelope without a name has something come back?', 'white queen'],
    ['under, in the library', 'Classes of how many people need no planning permission?', 'up to six'],
  ])('%s', async (_, question, answer) => {
    const { quotes } = await ask(question);
    expect(quotes[0]?.text).toContain(answer);
  });
});

describe('the passages of an answer', () => {
  test('are several, of several items', async () => {
    const { passages } = await ask('Where is the canoe, and who mended it?');
    const items = new Set(passages.map(({ itemId }) => itemId));
    expect(items.size).toBeGreaterThan(2);
    expect(passages.slice(0, 4).map(({ title }) => title)).toContain('Weir');
  });

  test('hold equal texts once', async () => {
    const { passages } = await ask('Where does the canoe with the blue stripe lie?');
    expect(passages.filter(({ text }) => text.includes('blue stripe'))).toHaveLength(1);
  });

  test('hold of versions the newest', async () => {
    const { passages, quotes } = await ask('When is the rent of the flat due, and how much is it?');
    expect(passages.map(({ title }) => title)).toContain('Lease v2');
    expect(passages.map(({ title }) => title)).not.toContain('Lease v1');
    expect(quotes[0]?.text).toContain('980 pounds');
  });

  test('hold neighbours as one, with one span', async () => {
    const { passages } = await ask('What was looked at on the zeppelin, envelope or gondola?');
    const long = passages.filter(({ title }) => title === 'Long');
    expect(long).toHaveLength(1);
    expect(long[0]?.text).toContain('envelope');
    expect(long[0]?.text).toContain('gondola');
    expect(long[0]?.text).toHaveLength((long[0]?.span.end ?? 0) - (long[0]?.span.start ?? 0));
  });
});
