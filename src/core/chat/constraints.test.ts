import { describe, expect, test } from 'vitest';
import { readConstraints, weighConstraints } from './constraints.ts';
import { readQuestion } from './question.ts';
import { rankSentences } from './score-sentences.ts';

const passageOf = (text: string, at: number) => ({
  number: at + 1,
  itemId: `item ${at}`,
  title: '',
  heading: '',
  span: { start: 0, end: text.length },
  text,
  language: 'und',
  score: 2 - at,
});

/** The question, the sentence that answers it, and one that has as many of its words and was found before it. */
const PAIRS: readonly (readonly [kind: string, question: string, right: string, wrong: string])[] = [
  [
    'not',
    'Which lamps are not dimmable?',
    'The lamps in the attic are not dimmable.',
    'The lamps in the hall are dimmable.',
  ],
  ['not', 'Which bulbs did not sprout?', 'The anemone bulbs never sprouted.', 'The tulip bulbs sprouted in March.'],
  [
    'not',
    'Who is not coming to the wedding?',
    "Jonas isn't coming to the wedding.",
    'Maria and Ines are coming to the wedding.',
  ],
  [
    'not',
    'Which plants do not need full sun?',
    'Ferns and hostas do not need full sun.',
    'Lavender and thyme need full sun all day.',
  ],
  [
    'not',
    'Which rooms have no radiator?',
    'The pantry and the porch have no radiator.',
    'The bedroom and the kitchen have a new radiator.',
  ],
  [
    'without',
    'Which cake is made without sugar?',
    'The date cake is made without any sugar.',
    'The plum cake is made with brown sugar.',
  ],
  [
    'without',
    'Which bread is made without gluten?',
    'The buckwheat bread is gluten-free.',
    'The spelt bread is made with gluten flour.',
  ],
  [
    'nicht',
    'Welche Fenster schließen nicht richtig?',
    'Die Fenster im Bad schließen nicht richtig.',
    'Die Fenster im Flur schließen richtig gut.',
  ],
  ['ohne', 'Welcher Kuchen ist ohne Zucker?', 'Der Nusskuchen ist ohne Zucker.', 'Der Apfelkuchen ist mit Zucker.'],
  [
    'kein',
    'Welche Wohnung hat keinen Balkon?',
    'Die Wohnung am Markt hat keinen Balkon.',
    'Die Wohnung am See hat einen Balkon.',
  ],
  [
    'between',
    'Which parcels weigh between 10 and 20 kg?',
    'The parcel of books weighs 14 kg.',
    'The parcel of shoes weighs 2 kg, so it goes as a letter.',
  ],
  [
    'between',
    'Which hikes are between 8 and 12 km long?',
    'The hike to the mill is 9 km long.',
    'The hike to the pass is 21 km long.',
  ],
  ['over', 'Which parcel is over 3 kg?', 'The parcel for Ines is 4.2 kg.', 'The parcel for Jonas is 3 kg.'],
  [
    'over',
    'Which meeting took more than 2 hours?',
    'The budget meeting took 3 hours.',
    'The kick-off meeting took 2 hours.',
  ],
  [
    'under',
    'Which hotel costs under £90?',
    'The hotel by the station costs £72.',
    'The hotel by the harbour costs £90.',
  ],
  [
    'under',
    'Which dough needs less than 40 minutes?',
    'The flatbread dough needs 25 minutes.',
    'The pizza dough needs 90 minutes.',
  ],
  ['at least', 'Which rope is at least 30 m long?', 'The green rope is 40 m long.', 'The blue rope is 12 m long.'],
  [
    'zwischen',
    'Welches Paket wiegt zwischen 5 und 10 kg?',
    'Das Paket mit Büchern wiegt 7 kg.',
    'Das Paket mit Tee wiegt 1 kg.',
  ],
  ['unter', 'Welches Zimmer kostet unter 80 €?', 'Das Zimmer zum Hof kostet 64 €.', 'Das Zimmer zum See kostet 120 €.'],
  [
    'code',
    'What does error E47 on the washing machine mean?',
    'E47: the pump is blocked.',
    'The washing machine shows error E41 when its door is open.',
  ],
  [
    'code',
    'Which filter fits the pump RX-2200?',
    'The filter F3 fits the pump RX-2200.',
    'The filter F5 fits the pump RX-2100, a large one.',
  ],
  [
    'code',
    'Where is invoice 2024-117 filed?',
    'Invoice 2024-117 is filed in the red binder.',
    'Invoice 2024-171 is filed in the blue binder.',
  ],
  [
    'phrase',
    'Who wrote "the sea is patient"?',
    'Nora wrote “The sea is patient” on the card.',
    'Paul wrote that a patient sees the sea.',
  ],
  [
    'phrase',
    'Which note says "call before noon"?',
    'The note on the door says “call before noon”.',
    'The note says that before noon nobody should call.',
  ],
];

describe('a sentence that meets the demand goes before one that only has the words', () => {
  test.each(PAIRS)('%s: %s', (_kind, question, right, wrong) => {
    const [first] = rankSentences(readQuestion(question), [wrong, right].map(passageOf));
    expect(first?.text).toBe(right);
  });
});

describe('what a question demands', () => {
  test.each([
    'When was the boiler serviced?',
    'How much did we pay for the 3 kg of flour?',
    'What happened in 2024?',
    'Wer kam am 3. März 2025 um 10:30?',
  ])('%s demands nothing', (question) => {
    expect(readConstraints(question)).toEqual({ phrases: [], codes: [], ranges: [], denied: [] });
    expect(weighConstraints(readConstraints(question), 'It was not E47, but 12 kg.')).toBe(0);
  });

  test('a number of another unit is neither in a range nor out of it', () => {
    const demands = readConstraints('Which parcel is over 3 kg?');
    expect(weighConstraints(demands, 'The parcel came after 2 days.')).toBe(0);
  });

  test('a range names its ends in any order and says whether they are in it', () => {
    expect(readConstraints('between 20 and 10 kg').ranges).toEqual([
      { least: 10, most: 20, open: false, unit: 'kg', start: 0, end: 20 },
    ]);
    expect(readConstraints('at most 5 litres').ranges).toMatchObject([{ most: 5, open: false, unit: 'l' }]);
    expect(readConstraints('no more than 5 litres').ranges).toMatchObject([{ most: 5, open: false, unit: 'l' }]);
  });
});
