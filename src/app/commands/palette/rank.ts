import uFuzzy from '@leeoniya/ufuzzy';

/** Words in any order, parts of words, and one slip in a word. */
const fuzzy = new uFuzzy({ intraMode: 1, unicode: true, interSplit: "[^\\p{L}\\d']+", intraSplit: '\\p{Ll}\\p{Lu}' });
const MOST_WORDS = 4;

const plain = (text: string): string => uFuzzy.latinize(text).toLowerCase();

/** 0 where the label begins with what was typed, 1 where a word of it does, 2 for all else that matches. */
function tierOf(label: string, typed: string): number {
  if (label.startsWith(typed)) return 0;
  return label.includes(` ${typed}`) ? 1 : 2;
}

/**
 * Those whose labels match, best first: by where the words stand, then by how much they are used, then by how well they
 * match.
 */
export function rank<T>(
  things: readonly T[],
  typed: string,
  labelOf: (thing: T) => string,
  usedOf: (thing: T) => number,
): readonly T[] {
  const needle = plain(typed.trim());
  if (needle === '') return things;
  const labels = things.map((thing) => plain(labelOf(thing)));
  const [found, info, order] = fuzzy.search(labels, needle, MOST_WORDS);
  const matches = info && order ? order.map((at) => info.idx[at] ?? -1) : (found ?? []);
  const scored = matches.flatMap((index, place) => {
    const thing = things[index];
    if (thing === undefined) return [];
    const tier = tierOf(labels[index] ?? '', needle);
    // Where a word begins so, all match alike: they keep their own order.
    return [{ thing, tier, used: usedOf(thing), place: tier < 2 ? index : place }];
  });
  scored.sort((a, b) => a.tier - b.tier || b.used - a.used || a.place - b.place);
  return scored.map(({ thing }) => thing);
}
