import type { Span } from '../items/item.ts';
import type { When } from '../search/zoned-days.ts';
import { type AskedTime, askedTime, dateOf, isThingWord } from './asked-time.ts';
import { type FoundDate, findDates } from './dates.ts';
import { findNames, findPlaces, findQuantities, findTimes } from './facts.ts';
import { contentWords, type Word } from './words.ts';

/** What an answer is expected to hold. `any`: it cannot be told from the question. */
export type AnswerShape =
  | 'date'
  | 'time'
  | 'duration'
  | 'number'
  | 'money'
  | 'person'
  | 'place'
  | 'contact'
  | 'reason'
  | 'yes-no'
  | 'any';

export interface Question {
  readonly text: string;
  readonly language: 'en' | 'de';
  readonly shape: AnswerShape;
  /** Words that say what it is about, without those that only ask. */
  readonly words: readonly Word[];
  /** Dates that it names, with their place in `text`; a day, month or year that it names by the day of asking is one. */
  readonly dates: readonly FoundDate[];
  /** The time that it names; null where none is, or where it is not known when it was asked. */
  readonly time: AskedTime | null;
  /** It asks for all that was written or came at that time, and for no subject. */
  readonly asksForItems: boolean;
  /** Units that the answer's number must have, or null for any. */
  readonly unit: RegExp | null;
}

const GERMAN =
  /(?<![\p{L}])(?:wann|wer|wen|wem|wessen|wo|wohin|woher|wie|was|welche[rsnm]?|warum|wieso|weshalb|wieviel\p{L}*|ist|sind|war|waren|hat|haben|hatte|der|die|das|den|dem|ein|eine|und|für|mit|wir|ich|unser\p{L}*|nicht|gibt|muss|kann|seit|bis|wurde|bei)(?![\p{L}])/giu;
const ENGLISH =
  /(?<![\p{L}])(?:when|who|whom|whose|where|how|what|which|why|is|are|was|were|did|does|do|has|have|had|the|a|an|of|and|for|with|we|i|our|my|not|can|must|should|to|in)(?![\p{L}])/giu;

export const languageOf = (text: string): 'en' | 'de' =>
  (text.match(GERMAN)?.length ?? 0) > (text.match(ENGLISH)?.length ?? 0) ? 'de' : 'en';

/** First that fits; the question in lower case. */
const SHAPES: readonly (readonly [AnswerShape, RegExp])[] = [
  [
    'contact',
    /\b(?:e-?mail|phone|telephone|tele(?:ph|f)on\p{L}*|phone number|rufnummer|handynummer|mailadresse|website)\b/u,
  ],
  [
    'time',
    /\b(?:what time|at what hour|o'clock|um wie ?viel uhr|wie ?viel uhr|opening hours|öffnungszeiten|um welche uhrzeit|uhrzeit)\b/u,
  ],
  [
    'duration',
    /\b(?:how long|how many (?:minutes|hours|days|weeks|months|years|nights)|wie lange|wie viele (?:minuten|stunden|tage|wochen|monate|jahre|nächte))\b/u,
  ],
  [
    'date',
    /\b(?:when|what year|which year|what date|what day|which day|which month|what month|in what year|since when|until when|by when|how long ago|wann|welche[msnr]? (?:jahr|tag|monat|datum)|seit wann|bis wann)\b/u,
  ],
  [
    'money',
    /\b(?:how much (?:did|do|does|is|was|were|are|will|would|has|have) .*\b(?:cost|pay|paid|spend|spent|charge\w*|owe|worth|earn|price)|how much (?:money|cash)|how expensive|what (?:did|does|do|will|is|was|were) .*\b(?:cost|price|fee|rent|charge|bill|total|budget|deposit)|(?:price|fee|rent|cost|budget|deposit|balance|fine)\b|wie teuer|was kostet\p{L}*|wie ?viel (?:kostet\p{L}*|euro|geld)|preis|miete|gebühr|beitrag|kosten|kostete\p{L}*|gekostet|bezahl\p{L}*)\b/u,
  ],
  [
    'number',
    /\b(?:how (?:much|many|old|far|tall|high|big|large|deep|wide|heavy|fast|hot|cold|often|warm|strong|thick|wet)|wie ?viel(?:e[rnms]?)?|wie (?:alt|weit|hoch|groß|tief|breit|schwer|schnell|heiß|oft|warm|dick|stark|lang)|(?:what|which) (?:(?:was|is|are|were) )?(?:the )?(?:\w+ )?(?:reading|temperature|pressure|percentage|size|number|distance|age|height|weight|speed|dose|score|share|ratio|amount|width|length)|welche (?:temperatur|größe|nummer|menge|entfernung|dosis))\b/u,
  ],
  ['person', /\b(?:who|whom|whose|wer|wen|wem|wessen|by whom|von wem|mit wem)\b/u],
  [
    'place',
    /\b(?:where|wo|wohin|woher|which (?:city|town|country|village|room|street|shop|place|hotel|station)|what (?:city|town|country|village|street|place)|in welche[rmn]? (?:stadt|ort|straße|land|raum|zimmer))\b/u,
  ],
  ['reason', /\b(?:why|what (?:caused|is the reason|was the reason)|how come|warum|wieso|weshalb|wozu)\b/u],
  [
    'yes-no',
    /^(?:is|are|was|were|did|does|do|has|have|had|can|could|may|must|should|will|would|ist|sind|war|waren|hat|haben|hatte|kann|darf|muss|gibt|wird|soll|sollte)\b/u,
  ],
];

/** Words that only ask, beside the stop words of search. */
const ASKING = new Set(
  (
    'much many long often old far tell know say show find list name give remember please ever exactly again call called happen ' +
    'wieviel viel viele viele lang lange oft alt heisst heissen sag sage zeig nenne kenne weiss bitte genau eigentlich denn ' +
    'year date day time month jahr datum tag uhr uhrzeit person people number nummer kind sort type get did does'
  ).split(' '),
);

/** What measures what is asked for. */
const UNITS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:how heavy|weigh\w*|wie schwer|wiegt|gewicht)\b/u,
    /^(?:kg|g|mg|t|lb|oz|gramm?s?|kilos?|kilogram\w*|tonnes?|tonnen?|pounds?|stone)$/,
  ],
  [
    /\b(?:how (?:tall|high|deep|wide|far|thick)|wie (?:lang|hoch|tief|breit|weit|dick|groß)|what (?:height|length|depth|width|distance))\b/u,
    /^(?:m|cm|mm|km|metres?|meters?|meter|kilomet\w*|centimet\w*|zentimet\w*|miles?|feet|foot|inch\w*|nautical|quadratmeter|hektar)$/,
  ],
  [/\b(?:how (?:hot|cold|warm)|temperature|wie (?:heiß|warm|kalt)|temperatur)\b/u, /^(?:°.*|degrees?|grad|celsius)$/],
  [/\b(?:how old|wie alt)\b/u, /^(?:years?|months?|weeks?|jahre?n?|monate?n?|wochen?)$/],
  [/\b(?:percentage|share|prozent)\b/u, /^(?:%|percent|prozent)$/],
];

/** `when`: when and where it was asked; without it "last week" is no time. */
export function readQuestion(text: string, when: When | null = null): Question {
  const language = languageOf(text);
  const plain = text.toLowerCase().normalize('NFC');
  const shape = SHAPES.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'any';
  const time = when === null ? null : askedTime(text, when);
  const all = unique(contentWords(text.slice(0, 2000), true));
  const telling = withoutTime(all, time).filter(({ term }) => !ASKING.has(term));
  const unit = UNITS.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
  return {
    text,
    language,
    shape,
    words: telling.length > 0 ? telling : all,
    dates: datesOf(text.slice(0, 2000), time),
    time,
    asksForItems: time?.ofItems === true && telling.length === 0,
    unit,
  };
}

const isOutside = (time: Span, { start, end }: Span): boolean => end <= time.start || start >= time.end;

/** "Last week" is no word that an answer holds, nor are "the mails of March" where mails of March are looked for. */
function withoutTime(words: readonly Word[], time: AskedTime | null): readonly Word[] {
  if (time === null || !(time.relative || time.ofItems)) return words;
  return words.filter((word) => isOutside(time, word) && !(time.ofItems && isThingWord(word.term)));
}

function datesOf(text: string, time: AskedTime | null): FoundDate[] {
  const found = findDates(text);
  if (time?.relative !== true) return found;
  const date = dateOf(time);
  return [...found.filter((other) => isOutside(time, other)), ...(date === null ? [] : [date])];
}

function unique(words: readonly Word[]): Word[] {
  return words.filter((word, i) => words.findIndex((other) => other.term === word.term) === i);
}

const CONTACT =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?:\/\/\S+|(?<![\d.])(?:\+\d{1,3}[\s/-]?)?\(?\d{2,5}\)?(?:[\s/-]\d{2,8}){1,5}(?![\d.])/giu;
const REASON =
  /(?<![\p{L}])(?:because|since|due to|so that|as a result|caused by|owing to|the reason|therefore|in order to|to avoid|weil|da|wegen|damit|deshalb|daher|grund|aufgrund|um zu)(?![\p{L}])[^.;!?]*/giu;
const DURATION_UNIT =
  /^(?:s|sec|min|mins|minut|h|hr|hour|day|week|month|year|night|stunde|tag|woche|monat|jahr|nacht|nächte|sekunde)/;

/** The places in a plain sentence that could be the answer, by its shape. */
export function answerSpans({ shape, language, unit }: Question, sentence: string): Span[] {
  switch (shape) {
    case 'date':
      return [...findDates(sentence), ...matches(WEEKDAY, sentence)];
    case 'time':
      return findTimes(sentence);
    case 'duration':
      return findQuantities(sentence).filter(({ unit }) => DURATION_UNIT.test(unit));
    case 'money':
      return findQuantities(sentence).filter(({ money }) => money);
    case 'number':
      return findQuantities(sentence).filter((quantity) => unit === null || unit.test(quantity.unit));
    case 'person':
      return findNames(sentence, language).filter(
        ({ sure, end, start }) => sure || language !== 'de' || end - start < 12,
      );
    case 'place':
      return findPlaces(sentence);
    case 'contact':
      return matches(CONTACT, sentence);
    case 'reason':
      return matches(REASON, sentence);
    default:
      return [];
  }
}

const WEEKDAY =
  /(?<![\p{L}])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?|spring|summer|autumn|winter|frühjahr|sommer|herbst)(?![\p{L}])/giu;

const matches = (pattern: RegExp, text: string): Span[] =>
  Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }));

/** Whether an answer without such a place can hardly be one. */
export const isFirmShape = (shape: AnswerShape): boolean =>
  shape === 'date' ||
  shape === 'time' ||
  shape === 'duration' ||
  shape === 'money' ||
  shape === 'number' ||
  shape === 'contact';
