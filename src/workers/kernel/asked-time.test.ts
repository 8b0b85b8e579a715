import { expect, test } from 'vitest';
import type { TestKernel } from '../../../tests/kernel-harness.ts';
import { testHouse } from '../../../tests/test-house.ts';

const house = testHouse();

/** Sunday, 15 June 2025, in the afternoon of Vienna. */
const NOW = Date.UTC(2025, 5, 15, 14);
const note = (path: string, content: string, written: string) => ({
  path,
  content: `# ${path.replace('.md', '')}\n\n${content}\n`,
  modifiedMs: Date.parse(`${written}T12:00:00Z`),
});

const NOTES = [
  note('January.md', 'The pressure of the boiler was 1.1 bar.', '2025-01-10'),
  note('June.md', 'The pressure of the boiler was 1.5 bar.', '2025-06-05'),
  note('Today.md', 'The pressure of the boiler was 1.9 bar.', '2025-06-15'),
  note('Januar.md', 'Der Druck im Heizkessel betrug 11 Zehntel.', '2025-01-10'),
  note('Juni.md', 'Der Druck im Heizkessel betrug 15 Zehntel.', '2025-06-05'),
  note('Heute.md', 'Der Druck im Heizkessel betrug 19 Zehntel.', '2025-06-15'),
  note('Roof.md', 'The roof was painted in 2019.', '2025-01-20'),
];

async function ask(kernel: TestKernel, text: string, given: { readonly zone?: string } = {}) {
  house.clock.ms = NOW;
  const [conversationId, messageId, answerId, runId] = [1, 2, 3, 4].map(() => house.ids.next()) as [
    string,
    string,
    string,
    string,
  ];
  const zone = given.zone ?? 'Europe/Vienna';
  await kernel.command('send-message', { conversationId, messageId, answerId, runId, parentId: null, text, zone });
  await kernel.kernel.context.runs.idle();
  const turn = await kernel.query('turn', { answerId });
  const { passages = [], quotes = [] } = turn?.answer ?? {};
  const texts = quotes.map((quote) => quote.text);
  return { titles: passages.map(({ title }) => title), quotes: texts, first: texts[0] ?? '' };
}

async function openFilled(): Promise<TestKernel> {
  const kernel = await house.open();
  await kernel.import(NOTES);
  return kernel;
}

test.each([
  ['What was the pressure of the boiler last week?', '1.5 bar'],
  ['What was the pressure of the boiler in January 2025?', '1.1 bar'],
  ['What was the pressure of the boiler today?', '1.9 bar'],
  ['Wie hoch war der Druck im Heizkessel letzte Woche?', '15 Zehntel'],
  ['Wie hoch war der Druck im Heizkessel im Januar 2025?', '11 Zehntel'],
  ['Wie hoch war der Druck im Heizkessel heute?', '19 Zehntel'],
])('what is of the time that is asked for comes first: %s', async (question, answer) => {
  const kernel = await openFilled();
  const { titles, first } = await ask(kernel, question);
  expect(first).toContain(answer);
  expect(titles.length).toBeGreaterThan(2);
});

test.each([
  ['What did I write about the boiler in January 2025?', ['January', 'Roof']],
  ['Which notes from last week are about the boiler?', ['June', 'Juni']],
  ['Welche Notizen vom Januar 2025 handeln vom Heizkessel?', ['Januar']],
])('where the question says when it was written, nothing else is an answer: %s', async (question, allowed) => {
  const kernel = await openFilled();
  const { titles } = await ask(kernel, question);
  expect(titles.length).toBeGreaterThan(0);
  expect(allowed).toEqual(expect.arrayContaining(titles));
});

test.each([
  ['What did I write in January 2025?', ['11 Zehntel', '1.1 bar', 'painted in 2019']],
  ['What did I write last week?', ['1.5 bar', '15 Zehntel']],
  ['Welche Notizen sind von letzter Woche?', ['1.5 bar', '15 Zehntel']],
])('who asks for all of a time gets how each of it begins: %s', async (question, expected) => {
  const kernel = await openFilled();
  const { quotes } = await ask(kernel, question);
  expect(quotes).toHaveLength(expected.length);
  for (const text of expected) expect(quotes.join('\n')).toContain(text);
});

test('where nothing is of the time that all is asked for, it says so', async () => {
  const kernel = await openFilled();
  expect((await ask(kernel, 'What did I write in March 2025?')).quotes).toEqual([]);
});

test('where nothing was written then, what is of another time is found all the same', async () => {
  const kernel = await openFilled();
  const { first } = await ask(kernel, 'Which notes from 2019 are about the boiler?');
  expect(first).toContain('boiler');
});

test('days are those of the person who asks', async () => {
  const kernel = await openFilled();
  await kernel.import([{ ...note('Night.md', 'The pressure of the boiler was 2.2 bar.', '2025-06-14') }]);
  const late = {
    ...note('Late.md', 'The alarm of the garage rang.', '2025-06-14'),
    modifiedMs: Date.UTC(2025, 5, 14, 23),
  };
  const early = {
    ...note('Early.md', 'The alarm of the shed rang.', '2025-06-14'),
    modifiedMs: Date.UTC(2025, 5, 14, 3),
  };
  await kernel.import([late, early]);
  // 23:00 in UTC is the next day in Vienna, and 03:00 is the day before in New York.
  expect((await ask(kernel, 'Which notes from yesterday are about an alarm?')).titles).toEqual(['Early']);
  expect(
    (await ask(kernel, 'Which notes from yesterday are about an alarm?', { zone: 'America/New_York' })).titles,
  ).toEqual(['Late']);
});

test('a time zone that is none is refused', async () => {
  const kernel = await openFilled();
  await expect(ask(kernel, 'What was today?', { zone: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'bad-input' });
});
