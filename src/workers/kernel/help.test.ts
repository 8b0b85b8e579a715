import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { helpPages } from '../../../tests/help-pages.ts';
import { openTestHouse, type TestFile, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import type { Passage } from '../../core/chat/answer.ts';
import { readQuestion } from '../../core/chat/question.ts';
import { quoteAnswer } from '../../core/chat/quote.ts';
import { HELP_LANGUAGES, type HelpLanguage, isOfHelp, readHelpId } from '../../core/help/help-pages.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { retrieve } from './retrieve.ts';

/** Questions about Hearth, asked of a kernel that has things of a user and help beside them. */

type Expected = readonly (readonly [question: string, page: string])[];
const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../tests/fixtures/${path}`, import.meta.url), 'utf8'));
const ABOUT_HEARTH = read('help-questions.json') as Readonly<Record<HelpLanguage, Expected>>;
const OF_THINGS = [...read('questions/answered.json'), ...read('questions/unanswered.json')] as readonly {
  readonly question: string;
}[];

const filesIn = (folder: string): TestFile[] => {
  const root = fileURLToPath(new URL(`../../../${folder}`, import.meta.url));
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:md|txt|html)$/.test(name))
    .map((path) => ({ path, content: readFileSync(`${root}${path}`) }));
};

let house: TestHouse;
let kernel: TestKernel;

beforeAll(async () => {
  house = await openTestHouse();
  kernel = await house.open({ help: async (language) => helpPages(language) });
  await kernel.import([...filesIn('public/sample-library/'), ...filesIn('tests/fixtures/questions/texts/')]);
}, 120_000);
afterAll(() => house.close());

const passagesFor = (query: string, filters = {}): Promise<Passage[]> =>
  retrieve(kernel.kernel.context, { query, filters, workspaceId: HOME_WORKSPACE });

async function pageOf(query: string): Promise<string> {
  const passages = await passagesFor(query);
  const [first] = quoteAnswer(readQuestion(query), passages).quotes;
  const cited = passages.find(({ number }) => number === first?.passage);
  return cited === undefined ? 'nothing' : (readHelpId(cited.itemId)?.page ?? cited.title);
}

describe.each(HELP_LANGUAGES)('a question about Hearth, %s', (language) => {
  test('is answered from the page that says it, in nine of ten cases', async () => {
    const wrong: string[] = [];
    for (const [question, page] of ABOUT_HEARTH[language]) {
      const got = await pageOf(question);
      if (got !== page) wrong.push(`${question} ${page} ${got}`);
    }
    expect(ABOUT_HEARTH[language].length).toBeGreaterThanOrEqual(30);
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(ABOUT_HEARTH[language].length / 10);
  });
});

test('help stands beside no answer about the user’s own things', async () => {
  const beside: string[] = [];
  for (const { question } of OF_THINGS) if ((await passagesFor(question)).some(isOfHelp)) beside.push(question);
  expect(OF_THINGS.length).toBeGreaterThan(150);
  expect(beside).toEqual([]);
}, 120_000);

test('where somebody says which things to look in, help is left out', async () => {
  expect((await passagesFor('How do I make a backup?')).some(isOfHelp)).toBe(true);
  const inNotes = await passagesFor('How do I make a backup?', { kinds: ['note'] });
  expect(inNotes.some(isOfHelp)).toBe(false);
});
