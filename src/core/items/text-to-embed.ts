/** Of title and headings so many characters count: what a chunk says itself must have room in what the model reads. */
const PREFIX_PART = 80;

export interface EmbeddedParts {
  readonly title: string;
  /** The headings above the chunk. */
  readonly heading: string;
}

/** What stands before a chunk where it is embedded: what it is about belongs to its meaning. Ends with a line end, or is empty. */
export function embeddedPrefix({ title, heading }: EmbeddedParts): string {
  // Of the headings the nearest say most.
  const parts = [[...title].slice(0, PREFIX_PART), [...heading].slice(-PREFIX_PART)].map((part) =>
    part.join('').trim(),
  );
  return parts.flatMap((part) => (part === '' ? [] : [part, '\n'])).join('');
}

export const textToEmbed = (chunk: EmbeddedParts & { readonly text: string }): string =>
  embeddedPrefix(chunk) + chunk.text;
