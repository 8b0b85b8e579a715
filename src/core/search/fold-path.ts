import { foldTerm } from './analyze.ts';

/** Each name of a path folded by itself: a folded term has a greatest length, a path has none. */
export const foldPath = (path: string): string => path.split('/').map(foldTerm).join('/');
