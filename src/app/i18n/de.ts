import { uiMessages } from './de/ui.ts';

/** Every text in German; one file for each area, as in `en/`. */
export const de = { ...uiMessages };
