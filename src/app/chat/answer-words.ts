import type { Answer, AnswerNote, AnswerStage } from '../../core/chat/answer.ts';
import { proseMarkdown } from '../../core/chat/prose-blocks.ts';
import { isOfHelp } from '../../core/help/help-pages.ts';
import type { MessageStatus } from '../../core/queries.ts';

/** The answer as plain text, with the sources it quotes: what "Copy" puts on the clipboard. */
export function answerText(answer: Answer): string {
  const title = (number: number) => answer.passages.find((passage) => passage.number === number)?.title ?? '';
  const quotes = answer.quotes.map(({ text, passage }) => `${text} [${passage}]`);
  const prose = proseMarkdown(answer.prose, ({ text, citations }) =>
    [text, ...numbers(citations).map((n) => `[${n}]`)].join(' '),
  );
  const sources = [...citedBy(answer)].sort((a, b) => a - b).map((number) => `[${number}] ${title(number)}`);
  return [quotes.join('\n\n'), prose, sources.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** The numbers of the passages that it rests on. */
const citedBy = ({ quotes, prose }: Pick<Answer, 'quotes' | 'prose'>): ReadonlySet<number> =>
  new Set([...quotes, ...prose.flatMap(({ citations }) => citations)].map(({ passage }) => passage));

/** How much of what an answer rests on is of help, and of none of the user's own things. */
export function helpIn(answer: Pick<Answer, 'quotes' | 'prose' | 'passages'>): 'none' | 'some' | 'all' {
  const cited = citedBy(answer);
  const kinds = new Set(answer.passages.filter(({ number }) => cited.has(number)).map(isOfHelp));
  if (!kinds.has(true)) return 'none';
  return kinds.has(false) ? 'some' : 'all';
}

const numbers = (citations: readonly { readonly passage: number }[]): readonly number[] => [
  ...new Set(citations.map(({ passage }) => passage)),
];

/** From question to the last stage that came, in ms; null before the first. */
export function elapsedMs({ times }: Answer): number | null {
  return times.doneMs ?? times.reorderedMs ?? times.quotedMs;
}

/** `0.2`, `4.1`, `12`: seconds as the meta line shows them; at least a tenth. */
export function formatSeconds(ms: number, locale: string): string {
  const seconds = Math.max(0.1, ms / 1_000);
  const digits = seconds < 9.95 ? 1 : 0;
  return seconds.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A model's id without its owner. */
export const modelName = (id: string): string => id.split('/').at(-1) ?? id;

/** `SmolLM2` of `HuggingFaceTB/SmolLM2-135M-Instruct`: what a line has room for. */
export const modelFamily = (id: string): string => modelName(id).replace(/-\d.*$/, '');

export type Doing = 'retrieving' | 'reordering' | 'writing';

const DOING: Readonly<Record<AnswerStage, Doing | null>> = {
  retrieving: 'retrieving',
  quoted: null,
  reordering: 'reordering',
  reordered: null,
  writing: 'writing',
  done: null,
};

/** What is going on with a running answer; null when nothing is, or between two stages. */
export function doingOf(status: MessageStatus, answer: Answer | null): Doing | null {
  if (status !== 'running') return null;
  return answer === null ? 'retrieving' : DOING[answer.stage];
}

/** The notes to show: `stopped` is said by the message's own state. */
export function notesToShow(answer: Answer): readonly AnswerNote[] {
  return [...new Set(answer.notes)].filter((note) => note !== 'stopped');
}

export const unsupportedCount = ({ prose }: Answer): number =>
  prose.filter(({ support }) => support === 'unsupported').length;
