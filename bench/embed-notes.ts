import { textToEmbed } from '../src/core/items/text-to-embed.ts';
import type { ParseOutcome } from '../src/workers/parse/parse.api.ts';
import { createParseMethods } from '../src/workers/parse/parse-methods.ts';
import { testTokenCounter } from '../tests/token-counter.ts';

export interface NoteFile {
  readonly path: string;
  readonly text: string;
}

const SUBJECTS = 'harbour winter orchard ledger violin compass bakery granite meadow lantern ferry willow'.split(' ');
const VERBS = 'was painted,was mended,was sold,was found again,was kept,was forgotten'.split(',');
const PLACES = 'by the old wall,behind the station,in the second year,after the flood,at the end of the lane'.split(
  ',',
);

/** Notes of about 160 tokens, each a passage of its own; no two are the same. The same for the same number. */
export function manyNotes(count: number): NoteFile[] {
  return Array.from({ length: count }, (_, number) => {
    const pick = (words: readonly string[], at: number) =>
      words[(number * 7 + at * 5 + ((at * number) % 11)) % words.length];
    const sentences = Array.from(
      { length: 9 },
      (_, at) =>
        `The ${pick(SUBJECTS, at)} ${pick(VERBS, at + number)} ${pick(PLACES, at)}, and ${number + at} people saw it.`,
    );
    return { path: `notes/note-${number}.md`, text: `# Note ${number}\n\n${sentences.join(' ')}\n` };
  });
}

/** What the kernel would embed of them. */
export async function embeddedTexts(notes: readonly NoteFile[]): Promise<string[]> {
  const parse = createParseMethods(testTokenCounter)['parse'] as (input: unknown) => Promise<ParseOutcome>;
  const texts: string[] = [];
  for (const { path, text } of notes) {
    const outcome = await parse({ path, mediaType: '', bytes: new Blob([text]), cursor: 0 });
    if (!outcome.ok) throw new Error(outcome.reason);
    for (const { document, chunks } of outcome.parts)
      texts.push(...chunks.map((chunk) => textToEmbed({ title: document.title, ...chunk })));
  }
  return texts;
}
