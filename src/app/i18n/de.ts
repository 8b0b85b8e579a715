import { composerMessages } from './de/composer.ts';
import { markdownMessages } from './de/markdown.ts';
import { uiMessages } from './de/ui.ts';

/** Every text in German; one file for each area, as in `en/`. */
export const de = { ...uiMessages, ...composerMessages, ...markdownMessages };
