/** Sentences by the English ones; `{}` stands for a value, and `{0}` is the first of them in the other language. */
export type SentenceBook = Readonly<Record<string, string>>;
export type Say = (sentence: string) => string;

/** English as it is made. */
export const sayAsMade: Say = (sentence) => sentence;

interface Pattern {
  readonly test: RegExp;
  readonly other: string;
}

const quote = (text: string): string => text.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&');

/**
 * Says a sentence that was made in English in another language. One that the book does not have stays as it is; a value in
 * it may itself be a sentence of the book.
 */
export function createSay(book: SentenceBook): Say {
  const patterns: readonly Pattern[] = Object.entries(book)
    .filter(([english]) => english.includes('{}'))
    // The one with the most words of its own first.
    .sort(([a], [b]) => b.length - a.length)
    .map(([english, other]) => ({
      test: new RegExp(`^${english.split('{}').map(quote).join('(.+?)')}$`, 'su'),
      other,
    }));
  const say: Say = (sentence) => {
    const exact = Object.hasOwn(book, sentence) ? book[sentence] : undefined;
    if (exact !== undefined) return exact;
    for (const { test, other } of patterns) {
      const values = test.exec(sentence)?.slice(1);
      if (values !== undefined) return other.replace(/\{(\d)\}/g, (_, at: string) => say(values[Number(at)] ?? ''));
    }
    return sentence;
  };
  return say;
}
