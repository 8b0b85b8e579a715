import type { ChatMessage, GenerateRequest } from '../llm/language-model.ts';
import type { Passage, Quote } from './answer.ts';
import { plainSentence } from './plain.ts';
import { sentenceSpans } from './sentences.ts';

export interface PromptBudget {
  /** For the whole prompt. */
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** Passages at most: small models lose the thread. */
  readonly passages: number;
}

export const SMALL_MODEL_BUDGET: PromptBudget = { promptTokens: 512, answerTokens: 96, passages: 3 };

/** Tokens of the template around the messages, roughly. */
const TEMPLATE_TOKENS = 24;

const INSTRUCTIONS = {
  en: 'Answer the question in one or two short sentences. Use only the text.',
  de: 'Beantworte die Frage in einem oder zwei kurzen Sätzen. Benutze nur den Text.',
} as const;

/**
 * A short plain prompt: numbered passages, what is quoted first, the question last. Passages are cut between sentences, around
 * what was quoted, until the prompt fits by `countTokens`; the question itself is never cut.
 */
export function fitPrompt(
  input: {
    readonly question: string;
    readonly language: 'en' | 'de';
    readonly passages: readonly Passage[];
    readonly quotes: readonly Quote[];
    /** What the workspace says that answers are to heed; cut between words where it is long. */
    readonly instructions?: string;
  },
  budget: PromptBudget,
  countTokens: (text: string) => number,
): GenerateRequest {
  const instruction = [INSTRUCTIONS[input.language], fitInstructions(input.instructions ?? '', countTokens)]
    .filter((part) => part !== '')
    .join('\n');
  const ask = `${input.language === 'de' ? 'Frage' : 'Question'}: ${input.question}`;
  let left = budget.promptTokens - TEMPLATE_TOKENS - countTokens(instruction) - countTokens(ask);
  const parts: string[] = [];
  for (const passage of chosenPassages(input.passages, input.quotes).slice(0, budget.passages)) {
    const part = fitPassage(passage, input.quotes, left, countTokens);
    if (part === '') break;
    parts.push(`[${parts.length + 1}] ${part}`);
    left -= countTokens(part) + 4;
  }
  const messages: ChatMessage[] = [{ role: 'user', content: [instruction, ...parts, ask].join('\n\n') }];
  return { messages, maxTokens: budget.answerTokens, repetitionPenalty: 1.1 };
}

/** More would leave no room for what is quoted. */
const INSTRUCTION_TOKENS = 80;

function fitInstructions(instructions: string, countTokens: (text: string) => number): string {
  const words = instructions.split(/\s+/u).filter((word) => word !== '');
  let fitted = '';
  for (const word of words) {
    const longer = fitted === '' ? word : `${fitted} ${word}`;
    if (countTokens(longer) > INSTRUCTION_TOKENS) break;
    fitted = longer;
  }
  return fitted;
}

function chosenPassages(passages: readonly Passage[], quotes: readonly Quote[]): Passage[] {
  const order = [...new Set(quotes.map(({ passage }) => passage))];
  return order.flatMap((number) => passages.find((passage) => passage.number === number) ?? []);
}

/** The quoted sentences, then their neighbours, nearest first, as long as there is room; in the order of the text. */
function fitPassage(
  passage: Passage,
  quotes: readonly Quote[],
  budgetTokens: number,
  countTokens: (text: string) => number,
): string {
  const own = quotes.filter((quote) => quote.passage === passage.number);
  const isQuoted = (start: number): boolean => own.some(({ span }) => span.start === passage.span.start + start);
  const sentences = sentenceSpans(passage.text).map((span) => ({
    text: plainSentence(passage.text.slice(span.start, span.end)),
    quoted: isQuoted(span.start),
  }));
  const quotedAt = sentences.flatMap(({ quoted }, at) => (quoted ? [at] : []));
  const distance = (at: number): number => Math.min(...quotedAt.map((place) => Math.abs(place - at)), sentences.length);
  const order = sentences.map((_, at) => at).sort((a, b) => distance(a) - distance(b));
  const taken = new Set<number>();
  let left = budgetTokens - countTokens(passage.title) - 4;
  for (const at of order) {
    if (distance(at) > 2) break;
    const tokens = countTokens(sentences[at]?.text ?? '') + 1;
    if (tokens > left) break;
    left -= tokens;
    taken.add(at);
  }
  if (taken.size === 0) return '';
  const body = sentences.filter((_, at) => taken.has(at)).map(({ text }) => text);
  return `${passage.title}: ${body.join(' ')}`;
}
