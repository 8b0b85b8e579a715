/** Where the sample library lies when it is imported. */
export const SAMPLE_FOLDER = 'Sample library';

/** Questions that the sample library answers, in its own language. */
export const SAMPLE_QUESTIONS = [
  'When was the boiler last serviced?',
  'How long do I proof the sourdough?',
  'What did we decide about the trip to Lisbon?',
] as const;
