import { exposeMethods } from '../link/expose.ts';
import { createParseMethods } from './parse-methods.ts';
import { lazyTokenCounter } from './token-counter.ts';

/** Reads files and texts. Holds nothing that cannot be had again: it can be ended at any time. */

/** Of the shell, so that it is here without the network and before any model is. */
async function readVocabulary(): Promise<string> {
  const response = await fetch(new URL('./word-pieces.txt', import.meta.url));
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  return response.text();
}

exposeMethods(self, createParseMethods(lazyTokenCounter(readVocabulary)));
