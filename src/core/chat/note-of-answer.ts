import type { Answer } from './answer.ts';
import { proseMarkdown } from './prose-blocks.ts';

/** What was asked and answered, as markdown that stands for itself: each quotation with the thing that it is from. */

export interface SaidInAnswer {
  /** Null where it is not known, or is not to be in it. */
  readonly question: string | null;
  readonly answer: Answer | null;
  /** Of what was said, where only a part is taken; else null. */
  readonly selection: string | null;
}

/** A quotation of markdown, each line of it. */
export const quoted = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');

/** `[[title]]`, without what would end it or lead to another place. */
export const linkTo = (title: string): string =>
  `[[${title
    .replace(/[[\]|#^\n]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()}]]`;

export function answerMarkdown({ question, answer, selection }: SaidInAnswer): string {
  const parts = [question === null ? '' : quoted(question), selection ?? said(answer), sources(answer, selection)];
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}

function said(answer: Answer | null): string {
  if (answer === null) return '';
  const titleOf = titles(answer);
  const quotes = answer.quotes.map(({ text, passage }) => `${text} (${titleOf(passage)})`);
  const prose = proseMarkdown(answer.prose, ({ text, citations }) => {
    const from = [...new Set(citations.map(({ passage }) => titleOf(passage)))];
    return from.length === 0 ? text : `${text} (${from.join(', ')})`;
  });
  return [...quotes, prose].filter((part) => part !== '').join('\n\n');
}

/** Of a part: what the whole rests on, since it is not known which of it the part is. */
function sources(answer: Answer | null, selection: string | null): string {
  if (answer === null || selection === null) return '';
  const titleOf = titles(answer);
  const cited = [...answer.quotes, ...answer.prose.flatMap(({ citations }) => citations)];
  return [...new Set(cited.map(({ passage }) => titleOf(passage)))].map((link) => `- ${link}`).join('\n');
}

const titles = ({ passages }: Answer) => {
  const byNumber = new Map(passages.map(({ number, title }) => [number, linkTo(title)]));
  return (number: number): string => byNumber.get(number) ?? `[${number}]`;
};

/** Front matter of a task: a note with a state, and a day where one was given (`2026-03-12`). */
export function taskMarkdown(text: string, due: string | null): string {
  const day = due === null || due === '' ? '' : `due: ${due}\n`;
  return `---\nstate: open\n${day}---\n\n${text}`;
}
