import type { ChatMessage } from '../llm/language-model.ts';
import { contentWords } from './words.ts';

const OPENS_AS_FOLLOW_UP =
  /^(?:and|or|but|what about|how about|und|oder|aber|was ist mit|wie (?:ist|sieht) es mit)(?![\p{L}])/iu;
const POINTS_BACK =
  /(?<![\p{L}])(?:it|its|he|him|his|she|her|they|them|their|there|that|this|those|these|one|then|er|ihn|ihm|sie|ihr|ihnen|dort|damals|das|dies|davon|dafür|damit|darin|daran)(?![\p{L}])/iu;
const MAX_ADDED_WORDS = 8;

/**
 * A question that can be searched for alone: where it is a follow-up ("and in 2024?", "what did it cost?"), the subject of
 * the question before is added in parentheses. Otherwise it comes back as it is.
 */
export function rewriteFollowUp(question: string, conversation: readonly ChatMessage[]): string {
  const before = conversation.findLast(({ role }) => role === 'user');
  if (!before || !isFollowUp(question)) return question;
  const own = new Set(contentWords(question, true).flatMap(({ keys }) => keys));
  const subject = contentWords(subjectOf(conversation), true).filter(({ keys }) => !keys.some((key) => own.has(key)));
  const source = subjectOf(conversation);
  const replaced = hasNumber(question) ? subject.filter(({ term }) => !/^\d{4}$/.test(term)) : subject;
  const words = [...new Set(replaced.map(({ start, end }) => source.slice(start, end)))].slice(0, MAX_ADDED_WORDS);
  return words.length === 0 ? question : `${question.trim()} (${words.join(' ')})`;
}

const hasNumber = (text: string): boolean => /\d{4}/.test(text);

/** The latest question that stands alone, with the follow-ups after it. */
function subjectOf(conversation: readonly ChatMessage[]): string {
  const asked = conversation.filter(({ role }) => role === 'user').map(({ content }) => content.slice(0, 1000));
  let from = asked.length - 1;
  while (from > 0 && asked.length - from < 3 && isFollowUp(asked[from] ?? '')) from--;
  return asked.slice(from).join(' ');
}

function isFollowUp(question: string): boolean {
  const words = contentWords(question, true).length;
  if (OPENS_AS_FOLLOW_UP.test(question.trim())) return words <= 4;
  return words <= 1 || (words <= 4 && POINTS_BACK.test(question));
}
