import { createTokenCounter, type TokenCounter } from '../../core/items/word-pieces.ts';

/** Null where the vocabulary cannot be had: what is read then is cut by an estimate. */
export type LoadTokenCounter = () => Promise<TokenCounter | null>;

/** Reads the vocabulary when the first text is cut; tries again at the next one where that failed. */
export function lazyTokenCounter(read: () => Promise<string>): LoadTokenCounter {
  let counter: Promise<TokenCounter | null> | null = null;
  return () => {
    counter ??= read().then(createTokenCounter, (thrown: unknown) => {
      console.warn('the vocabulary of the embedding model cannot be read, so tokens are estimated', thrown);
      counter = null;
      return null;
    });
    return counter;
  };
}
