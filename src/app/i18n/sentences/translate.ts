/**
 * Sentences by the English ones; `{}` stands for a value and `{#}` for a number, and `{0}` is the first of them in the
 * other language.
 */
export type SentenceBook = Readonly<Record<string, string>>;
export type Say = (sentence: string) => string;

/** English as it is made. */
export const sayAsMade: Say = (sentence) => sentence;

interface Pattern {
  readonly test: RegExp;
  readonly other: string;
}

const quote = (text: string): string => text.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&');
const NUMBER = '\\d[\\d,]*';
const PLACE = /\{#?\}/;

const patternOf = ([english, other]: readonly [string, string]): Pattern => {
  const parts = english
    .split(/(\{#?\})/)
    .map((part) => (part === '{}' ? '(.+?)' : part === '{#}' ? `(${NUMBER})` : quote(part)));
  return { test: new RegExp(`^${parts.join('')}$`, 'su'), other };
};

/** Where one sentence ends and the next begins. */
const SENTENCES = /(?<=[.!?]) (?=[\p{Lu}\d“])/u;

/**
 * Says what was made in English in another language: one sentence, or several behind one another. One that the book does
 * not have stays as it is; a value in it may itself be a sentence of the book, and numbers are written as `locale` does.
 */
export function createSay(book: SentenceBook, locale: string): Say {
  const patterns = Object.entries(book)
    .filter(([english]) => PLACE.test(english))
    // The one with the most words of its own first.
    .sort(([a], [b]) => b.length - a.length)
    .map(patternOf);
  const number = new Intl.NumberFormat(locale);
  const value: Say = (text) =>
    new RegExp(`^${NUMBER}$`).test(text) ? number.format(Number(text.replaceAll(',', ''))) : say(text);
  const fill = (other: string, values: readonly string[]): string =>
    other.replace(/„\{(\d)\}|\{(\d)\}/g, (_, name?: string, at?: string) =>
      // What stands in quotation marks is a name, whatever it says.
      name === undefined ? value(values[Number(at)] ?? '') : `„${values[Number(name)]}`,
    );
  const sayOne = (sentence: string): string | null => {
    if (Object.hasOwn(book, sentence)) return book[sentence] ?? null;
    for (const { test, other } of patterns) {
      const values = test.exec(sentence)?.slice(1);
      if (values !== undefined) return fill(other, values);
    }
    return null;
  };
  /** The fewest sentences first: a value could take what follows for its own end. */
  const sayAll = (parts: readonly string[]): string => {
    for (let many = 1; many <= parts.length; many++) {
      const said = sayOne(parts.slice(0, many).join(' '));
      if (said !== null) return [said, ...(many < parts.length ? [sayAll(parts.slice(many))] : [])].join(' ');
    }
    return [parts[0], ...(parts.length > 1 ? [sayAll(parts.slice(1))] : [])].join(' ');
  };
  const say: Say = (text) => (Object.hasOwn(book, text) ? (book[text] ?? text) : sayAll(text.split(SENTENCES)));
  return say;
}
