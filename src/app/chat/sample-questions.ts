/** Where the sample library lies when it is imported. */
export const SAMPLE_FOLDER = 'Sample library';

/** Questions that the sample library answers, in its own language. */
export const SAMPLE_QUESTIONS = [
  'When was the boiler last serviced, and by whom?',
  'How much did the night train to Vienna cost?',
  'How many bowls did Casa Ondina order?',
] as const;
