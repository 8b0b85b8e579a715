import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPack } from '../../../scripts/vite-packs.ts';
import { openTestHouse, type TestFile, type TestHouse, type TestKernel } from '../../../tests/kernel-harness.ts';
import { openNodeEmbedding } from '../../../tests/node-embedding.ts';
import type { Answer } from '../../core/chat/answer.ts';
import { HELP_LANGUAGES, type HelpLanguage } from '../../core/help/help-pages.ts';
import { TOUR_QUESTIONS } from '../../core/tour/tour.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';

/** The tour's sample library, imported as it is in the browser, and its questions asked with the meanings known. */

const EXPECTED: Readonly<Record<HelpLanguage, readonly (readonly [title: string, words: string])[]>> = {
  en: [
    ['Appointment for the heating', '14 October 2025'],
    ['Bicycle parts', '24.90'],
    ['Trip to the lighthouse', 'ferry landing'],
    ['Watering plan', 'every evening'],
    ['Growing tomatoes in boxes', '60 cm'],
  ],
  de: [
    ['Termin für die Heizung', '14. Oktober 2025'],
    ['Teile für das Fahrrad', '24,90'],
    ['Ausflug zum Leuchtturm', 'Fähranleger'],
    ['Gießplan', 'jeden Abend'],
    ['Tomaten in Kisten ziehen', '60 cm'],
  ],
};

const filesOf = (language: HelpLanguage): TestFile[] =>
  Object.entries(readPack(`src/app/tour/library/${language}`)).map(([path, content]) => ({ path, content }));

let house: TestHouse;
let kernel: TestKernel;
const spaces = new Map<HelpLanguage, string>();

beforeAll(async () => {
  house = await openTestHouse();
  kernel = await house.open({ embedding: await openNodeEmbedding() });
  for (const language of HELP_LANGUAGES) {
    const workspaceId = house.ids.next();
    spaces.set(language, workspaceId);
    await kernel.command('create-workspace', { workspaceId, name: language });
    kernel.enter(workspaceId);
    const { import: done } = await kernel.import(filesOf(language));
    expect(done).toMatchObject({ failed: 0 });
  }
}, 180_000);
afterAll(() => house.close());

async function ask(text: string): Promise<Answer> {
  const [conversationId = '', messageId = '', answerId = '', runId = ''] = [1, 2, 3, 4].map(() => house.ids.next());
  await kernel.command('send-message', { conversationId, messageId, answerId, runId, parentId: null, text });
  await kernel.kernel.context.runs.idle();
  const turn = await kernel.query('turn', { answerId });
  if (turn?.answer == null) throw new Error('there is no answer');
  return turn.answer;
}

describe.each(HELP_LANGUAGES)('the sample library, %s', (language) => {
  test('has things of several kinds', () => {
    const endings = new Set(filesOf(language).map(({ path }) => path.replace(/^.*\./, '')));
    expect([...endings].sort()).toEqual(['csv', 'eml', 'html', 'ics', 'md', 'txt']);
  });

  test.each(TOUR_QUESTIONS[language].map((question, at) => [question, ...(EXPECTED[language][at] ?? ['', ''])]))(
    '%s is answered first from “%s”',
    async (question, title, words) => {
      kernel.enter(spaces.get(language) ?? HOME_WORKSPACE);
      const { quotes, passages } = await ask(question);
      expect(quotes[0]?.text).toContain(words);
      expect(passages.find(({ number }) => number === quotes[0]?.passage)?.title).toBe(title);
    },
  );
});

test('is taken away with one command, and brought back with one', async () => {
  const workspaceId = spaces.get('de') ?? '';
  kernel.enter(HOME_WORKSPACE);
  const before = (await kernel.query('items', { limit: 1000 })).total;
  const { commandId } = await kernel.command('delete-workspace', { workspaceId, things: 'bin' });
  const titles = (await kernel.query('items', { limit: 1000 })).items.map(({ title }) => title);
  expect(titles).not.toContain('Gießplan');
  expect(titles).toContain('Watering plan');
  await kernel.command('undo', { commandId });
  expect((await kernel.query('items', { limit: 1000 })).total).toBe(before);
});
