/**
 * The German stemmer of the Snowball project (https://snowballstem.org/algorithms/german/stemmer.html, the form without
 * the later treatment of `ae`, `oe`, `ue`), for words of `a` to `z` in lower case: umlauts and `ß` are folded before.
 */
export function stemGerman(word: string): string {
  if (word.length <= 2) return word;
  const marked = word.replace(/(?<=[aeiouy])[uy](?=[aeiouy])/g, (letter) => letter.toUpperCase());
  const found = regionAfter(marked, 0);
  const r1 = Math.max(found, 3);
  const r2 = regionAfter(marked, found);
  return step3(step2(step1(marked, r1), r1), r1, r2).toLowerCase();
}

function regionAfter(word: string, from: number): number {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + 2 : word.length;
}

function step1(word: string, r1: number): string {
  const suffix = /(?:ern|em|er)$/.exec(word) ?? /(?:en|es|e)$/.exec(word) ?? /(?<=[bdfghklmnrt])s$/.exec(word);
  if (!suffix || suffix.index < r1) return word;
  const stem = word.slice(0, suffix.index);
  return /^e[ns]?$/.test(suffix[0]) && stem.endsWith('niss') ? stem.slice(0, -1) : stem;
}

function step2(word: string, r1: number): string {
  const suffix = /(?:est|en|er)$/.exec(word) ?? /(?<=.{3}[bdfghklmnt])st$/.exec(word);
  return suffix && suffix.index >= r1 ? word.slice(0, suffix.index) : word;
}

function step3(word: string, r1: number, r2: number): string {
  const suffix = /(?:isch|lich|heit|keit|end|ung|ig|ik)$/.exec(word);
  if (!suffix || suffix.index < r2) return word;
  const stem = word.slice(0, suffix.index);
  switch (suffix[0]) {
    case 'end':
    case 'ung':
      return dropAt(stem, /(?<!e)ig$/, r2);
    case 'lich':
    case 'heit':
      return dropAt(stem, /e[rn]$/, r1);
    case 'keit':
      return dropAt(stem, /(?:lich|ig)$/, r2);
    default:
      return stem.endsWith('e') ? word : stem;
  }
}

function dropAt(word: string, pattern: RegExp, region: number): string {
  const suffix = pattern.exec(word);
  return suffix && suffix.index >= region ? word.slice(0, suffix.index) : word;
}
