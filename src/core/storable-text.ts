import { z } from 'zod';

/** What no table and no JSON of the engine can hold: the zero character, and halves of surrogate pairs. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;
export const UNSTORABLE_MESSAGE = 'It holds a character that cannot be stored.';

/** A text as it can be kept. */
export const storableText = z.string().refine((text) => !UNSTORABLE.test(text), UNSTORABLE_MESSAGE);
