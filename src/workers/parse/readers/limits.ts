/** Code units of text that one item keeps: as many as one that is written here. */
export const MAX_TEXT = 20_000_000;
