import type { ChatMessage } from '../llm/language-model.ts';
import { findNames } from './facts.ts';
import { isOpposed } from './opposites.ts';
import { languageOf, readQuestion } from './question.ts';
import { contentWords, type Word } from './words.ts';

const OPENS_AS_FOLLOW_UP =
  /^(?:and|or|but|what about|how about|und|oder|aber|was ist mit|wie (?:ist|sieht) es mit)(?![\p{L}])/iu;
const PERSON_BEFORE =
  /(?<![\p{L}])(?:he|him|his|she|her|hers|they|them|their|er|ihn|ihm|sein\p{L}*|sie|ihr\p{L}*)(?![\p{L}])/iu;
const THING_BEFORE =
  /(?<![\p{L}])(?:it|its|there|that|this|those|these|one|then|dort|damals|das|dies|davon|dafür|damit|darin|daran)(?![\p{L}])/iu;
const ASKS_FOR_NAME = /^(?:who|whom|which|what|where|wer|wen|wem|welche\p{L}*|was|wo)(?![\p{L}])/iu;

const MAX_ADDED_WORDS = 8;
const MAX_NAMES = 2;
/** Content words of a question that can still point back; a longer one stands alone. */
const MAX_OWN_WORDS = 5;
const MAX_LENGTH = 1000;

/** Words of one set take each other's place: "in summer?" "and in winter?". */
const SETS: readonly ReadonlySet<string>[] = [
  'spring summer autumn fall winter frühling frühjahr sommer herbst',
  'monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag',
  'january february march april may june july august september october november december ' +
    'januar februar märz mai juni juli oktober dezember',
  'morning noon afternoon evening night morgens mittags nachmittags abends nachts',
  'today tomorrow yesterday heute morgen gestern',
].map((words) => new Set(words.split(' ')));

/**
 * A question that can be searched for alone: where it points back ("and in winter?", "what did it cost?", "what is her
 * number?"), the names of the answer and the subject of the question before are added in parentheses, without what the
 * new question puts in the place of the old. Otherwise it comes back as it is.
 */
export function rewriteFollowUp(question: string, conversation: readonly ChatMessage[]): string {
  const before = conversation.findLast(({ role }) => role === 'user');
  if (!before || !isFollowUp(question)) return question;
  const subject = subjectOf(conversation);
  const own = contentWords(question, true);
  const names = namesOf(question, before.content, conversation);
  const words = readQuestion(subject).words.filter(
    (word) => !own.some((other) => isSame(other, word) || takesPlaceOf(question, other, subject, word)),
  );
  const taken = names.map((name) => name.toLowerCase()).join(' ');
  const written = words.map(({ start, end }) => subject.slice(start, end));
  const added = [...new Set([...names, ...written.filter((word) => !taken.includes(word.toLowerCase()))])];
  return added.length === 0 ? question : `${question.trim()} (${added.slice(0, MAX_ADDED_WORDS).join(' ')})`;
}

const isSame = (one: Word, other: Word): boolean => one.keys.some((key) => other.keys.includes(key));

function takesPlaceOf(question: string, word: Word, subject: string, other: Word): boolean {
  const [next, old] = [question.slice(word.start, word.end), subject.slice(other.start, other.end)].map((written) =>
    written.toLowerCase(),
  );
  if (next === undefined || old === undefined) return false;
  if (/^\d+$/.test(next) && /^\d+$/.test(old)) return next.length === old.length;
  return isOpposed(next, old) || SETS.some((set) => set.has(next) && set.has(old));
}

/** The latest question that stands alone, with the follow-ups after it. */
function subjectOf(conversation: readonly ChatMessage[]): string {
  const asked = conversation.filter(({ role }) => role === 'user').map(({ content }) => content.slice(0, MAX_LENGTH));
  let from = asked.length - 1;
  while (from > 0 && asked.length - from < 3 && isFollowUp(asked[from] ?? '')) from--;
  return asked.slice(from).join(' ');
}

/** Names in what was quoted first, where the question means a person, or something that had been asked for. */
function namesOf(question: string, before: string, conversation: readonly ChatMessage[]): string[] {
  const last = conversation.at(-1);
  const meant = PERSON_BEFORE.test(question) || (THING_BEFORE.test(question) && ASKS_FOR_NAME.test(before.trim()));
  if (last?.role !== 'assistant' || !meant) return [];
  const [quote = ''] = last.content.slice(0, MAX_LENGTH).split('\n\n');
  const names = findNames(quote, languageOf(`${before} ${quote}`)).filter(({ sure }) => sure);
  const asked = `${question} ${before}`.toLowerCase();
  const fresh = names
    .map(({ start, end }) => quote.slice(start, end))
    .filter((name) => !asked.includes(name.toLowerCase()));
  return [...new Set(fresh)].slice(0, MAX_NAMES);
}

function isFollowUp(question: string): boolean {
  const words = contentWords(question, true).length;
  if (OPENS_AS_FOLLOW_UP.test(question.trim())) return words <= MAX_OWN_WORDS;
  return words <= 1 || (words <= MAX_OWN_WORDS && (PERSON_BEFORE.test(question) || THING_BEFORE.test(question)));
}
