import { fetchOwnText } from '../../adapters/files/fetch-own-text.ts';
import { exposeMethods } from '../link/expose.ts';
import { createParseMethods } from './parse-methods.ts';
import { lazyTokenCounter } from './token-counter.ts';

/** Reads files and texts. Holds nothing that cannot be had again: it can be ended at any time. */

/** Of the shell, so that it is here without the network and before any model is. */
const readVocabulary = () => fetchOwnText(new URL('./word-pieces.txt', import.meta.url));

exposeMethods(self, createParseMethods(lazyTokenCounter(readVocabulary)));
