import type { HelpLanguage } from '../help/help-pages.ts';
import type { Id } from '../ids.ts';

/** The tour: what it says next, and how far somebody has come. It shows the product and is in nobody's way. */

/** In their order: a question, then something to do with what was answered. */
export const TOUR_STEPS = [
  'ask-1',
  'source',
  'ask-2',
  'note',
  'ask-3',
  'palette',
  'ask-4',
  'offline',
  'ask-5',
  'end',
] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

export interface TourState {
  readonly step: TourStep;
  /** Where the sample library lies. */
  readonly workspaceId: Id;
  /** What the sample library and its questions are written in. */
  readonly language: HelpLanguage;
  /** False for who has left the tour; it goes on where it was. */
  readonly isShown: boolean;
}

export const TOUR_QUESTIONS: Readonly<Record<HelpLanguage, readonly [string, string, string, string, string]>> = {
  en: [
    'When does the technician come for the heating?',
    'How much did the chain of the bicycle cost?',
    'Where do we meet for the trip to the lighthouse?',
    'How often are the tomatoes watered in summer?',
    'How far apart should tomato plants stand?',
  ],
  de: [
    'Wann kommt der Techniker für die Heizung?',
    'Wie viel hat die Kette für das Fahrrad gekostet?',
    'Wo treffen wir uns für den Ausflug zum Leuchtturm?',
    'Wie oft werden die Tomaten im Sommer gegossen?',
    'Welchen Abstand sollen Tomatenpflanzen haben?',
  ],
};

export const beginTour = (workspaceId: Id, language: HelpLanguage): TourState => ({
  step: TOUR_STEPS[0],
  workspaceId,
  language,
  isShown: true,
});

/** The step is done, or skipped. Behind the last one there is none. */
export const stepOn = (state: TourState): TourState => ({
  ...state,
  step: TOUR_STEPS[TOUR_STEPS.indexOf(state.step) + 1] ?? state.step,
});

/** What has been done, if it is what the step waits for, takes the tour on. */
export const onDone = (state: TourState, done: TourStep): TourState => (state.step === done ? stepOn(state) : state);

export const leaveTour = (state: TourState): TourState => ({ ...state, isShown: false });

/** From where it was left; from the beginning where it had come to its end. */
export const resumeTour = (state: TourState): TourState => ({
  ...state,
  step: state.step === 'end' ? TOUR_STEPS[0] : state.step,
  isShown: true,
});

/** The question of a step, with its number from 1; null for a step that asks nothing. */
export function questionOf({ step, language }: TourState): { readonly number: number; readonly text: string } | null {
  const number = Number(/^ask-(\d)$/.exec(step)?.[1] ?? 0);
  const text = TOUR_QUESTIONS[language][number - 1];
  return text === undefined ? null : { number, text };
}
