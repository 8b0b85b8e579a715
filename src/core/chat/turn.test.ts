import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANSWER_STAGES } from './answer.ts';
import { beginTurn, stepTurn, type TurnEvent, type TurnState, turnDecisions } from './turn.ts';

const text = 'The boiler was serviced on 3 March 2025 by Ana Ruiz. The bill was £140.';
const passage = {
  number: 1,
  itemId: 'boiler',
  title: 'Boiler',
  heading: '',
  span: { start: 0, end: text.length },
  text,
  language: 'en',
  score: 1,
};
const input = {
  question: 'When was the boiler serviced?',
  query: 'When was the boiler serviced?',
  judgeBudgetMs: 3000,
  mayWrite: true,
};

const EVENTS: readonly TurnEvent[] = [
  { type: 'retrieved', passages: [passage], atMs: 10 },
  { type: 'model-ready', model: 'SmolLM2-135M-Instruct' },
  { type: 'model-missing', atMs: 20 },
  { type: 'judged', judgements: [{ index: 0, logProbability: -2 }], cutShort: true, atMs: 30 },
  { type: 'written', text: 'Ana Ruiz serviced the boiler on 3 March 2025. It was blue.', atMs: 40 },
  { type: 'failed', effect: 'retrieve', atMs: 50 },
  { type: 'failed', effect: 'load-model', atMs: 50 },
  { type: 'failed', effect: 'judge', atMs: 50 },
  { type: 'failed', effect: 'write', atMs: 50 },
  { type: 'finished' },
  { type: 'stop', atMs: 60 },
  { type: 'interrupted' },
  { type: 'go-on' },
];

const run = (...events: TurnEvent[]): TurnState =>
  events.reduce((state, event) => stepTurn(state, event).state, beginTurn(input).state);
const pick = (...types: TurnEvent['type'][]): TurnEvent[] =>
  types.flatMap((type) => EVENTS.find((event) => event.type === type) ?? []);

test('a turn quotes, reorders, writes, checks and ends', () => {
  const state = run(...pick('retrieved', 'model-ready', 'judged', 'written', 'finished'));
  expect(state.status).toBe('done');
  expect(state.answer).toMatchObject({
    stage: 'done',
    notes: ['reorder-cut-short'],
    times: { quotedMs: 10, reorderedMs: 30, doneMs: 40 },
  });
  expect(state.answer.quotes[0]?.text).toContain('3 March 2025');
  expect(state.answer.prose.map(({ text: sentence }) => sentence)).toEqual([
    'Ana Ruiz serviced the boiler on 3 March 2025.',
  ]);
});

test('without a model, or when it fails, the quotation is the answer and says so', () => {
  expect(run(...pick('retrieved', 'model-missing')).answer).toMatchObject({ stage: 'done', notes: ['quoting-only'] });
  const failed = run(...pick('retrieved', 'model-ready'), { type: 'failed', effect: 'judge', atMs: 5 });
  expect(failed.answer.quotes).toHaveLength(1);
  expect(failed.answer.notes).toEqual(['reorder-cut-short']);
});

test('a turn that was interrupted goes on with what was due', () => {
  const interrupted = run(...pick('retrieved', 'model-ready', 'interrupted'));
  expect(interrupted).toMatchObject({ status: 'interrupted', answer: { stage: 'reordering' } });
  expect(stepTurn(interrupted, { type: 'judged', judgements: [], cutShort: false, atMs: 1 }).state).toBe(interrupted);
  expect(stepTurn(interrupted, { type: 'go-on' }).effects.map(({ type }) => type)).toEqual(['judge']);
});

test('no order of late, early or repeated events takes away what was shown or goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 40 }), (events) => {
      let state = beginTurn(input).state;
      for (const event of events) {
        const { state: next, effects } = stepTurn(state, event);
        expect(ANSWER_STAGES.indexOf(next.answer.stage)).toBeGreaterThanOrEqual(
          ANSWER_STAGES.indexOf(state.answer.stage),
        );
        expect(next.answer.quotes.length).toBeGreaterThanOrEqual(Math.min(1, state.answer.quotes.length));
        expect(next.answer.prose.length).toBeGreaterThanOrEqual(state.answer.prose.length);
        expect(next.answer.notes).toEqual(expect.arrayContaining([...state.answer.notes]));
        if (next === state) expect(effects).toEqual([]);
        expect(JSON.parse(JSON.stringify(next))).toEqual(next);
        state = next;
      }
    }),
  );
});

test('from every state a turn ends when what is due is answered, whether it works or fails', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...EVENTS), { maxLength: 20 }),
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      (events, works) => {
        let state = stepTurn(run(...events), { type: 'go-on' }).state;
        for (const ok of works) {
          const next = turnDecisions.next(state);
          if (next === 'end') break;
          expect(next).not.toBe('wait');
          if (next === 'wait') break;
          const answers = {
            retrieve: 'retrieved',
            'load-model': 'model-ready',
            judge: 'judged',
            write: 'written',
            finish: 'finished',
          } as const;
          const [event] = ok ? pick(answers[next.effect.type]) : [];
          state = turnDecisions.apply(state, next, event ?? { type: 'failed', effect: next.effect.type, atMs: 70 });
        }
        expect(turnDecisions.next(state)).toBe('end');
        expect(state.answer.stage).toBe('done');
      },
    ),
  );
});

test('a stop keeps what is there and says so, once', () => {
  const stopped = run(...pick('retrieved', 'stop', 'stop', 'model-ready', 'finished'));
  expect(stopped).toMatchObject({ status: 'stopped', answer: { stage: 'done', notes: ['stopped'] } });
  expect(stopped.answer.quotes).toHaveLength(1);
});
