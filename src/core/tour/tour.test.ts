import { expect, test } from 'vitest';
import { readSettings } from '../settings/settings.ts';
import { beginTour, leaveTour, onDone, questionOf, resumeTour, stepOn, TOUR_QUESTIONS, TOUR_STEPS } from './tour.ts';

const ID = '0197f2a0-0000-7000-8000-000000000001';
const begun = beginTour(ID, 'en');

test('the tour asks five questions, each once, and then ends', () => {
  let state = begun;
  const asked: string[] = [];
  for (const _ of TOUR_STEPS) {
    const question = questionOf(state);
    if (question !== null) asked.push(question.text);
    state = stepOn(state);
  }
  expect(asked).toEqual(TOUR_QUESTIONS.en);
  expect(state.step).toBe('end');
  expect(stepOn(state)).toEqual(state);
});

test('who leaves it finds it where it was; behind its end it begins anew', () => {
  const at = stepOn(stepOn(begun));
  expect(leaveTour(at)).toEqual({ ...at, isShown: false });
  expect(resumeTour(leaveTour(at))).toEqual(at);
  expect(resumeTour({ ...at, step: 'end', isShown: false })).toEqual(begun);
});

test('what is done out of turn does not take it on', () => {
  expect(onDone(begun, 'palette')).toBe(begun);
  expect(onDone(stepOn(begun), 'source').step).toBe('ask-2');
});

test('it is kept as a setting, and one that does not fit is none', () => {
  expect(readSettings({ 'tour.state': begun })['tour.state']).toEqual(begun);
  expect(readSettings({ 'tour.state': { ...begun, step: 'ask-9' } })['tour.state']).toBeNull();
  expect(readSettings({})['tour.state']).toBeNull();
});
