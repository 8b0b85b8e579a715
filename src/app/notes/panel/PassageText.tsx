import type { Passage } from '../../../core/notes/passage.ts';

/** A passage with what is meant in it marked. */
export function PassageText({ passage: { text, mark } }: { readonly passage: Passage }) {
  return (
    <>
      {text.slice(0, mark.start)}
      <mark>{text.slice(mark.start, mark.end)}</mark>
      {text.slice(mark.end)}
    </>
  );
}
