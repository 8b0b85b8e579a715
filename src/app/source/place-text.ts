const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|[a-z][a-z\d]{1,31});/iy;

/**
 * Where each code unit of a rendered text stands in its markdown: escapes, entities, quote marks and indents are
 * passed over. `from` is where the text's own markdown starts. Null when the two do not belong together.
 */
export function placeText(markdown: string, from: number, to: number, value: string): Uint32Array | null {
  const places = new Uint32Array(value.length);
  let at = from;
  for (let i = 0; i < value.length; ) {
    const taken = takeUnit(markdown, at, to, value, i);
    if (taken === null) return null;
    for (let k = 0; k < taken.units; k++) places[i + k] = taken.at;
    i += taken.units;
    at = taken.next;
  }
  return places;
}

interface Taken {
  readonly at: number;
  readonly next: number;
  readonly units: number;
}

function takeUnit(markdown: string, from: number, to: number, value: string, i: number): Taken | null {
  const wanted = value.charAt(i);
  for (let at = from; at < to; at++) {
    const unit = markdown.charAt(at);
    if (unit === '&') {
      const entity = takeEntity(markdown, at, value, i);
      if (entity !== null) return entity;
    }
    if (unit === '\\' && isEscape(markdown, at, value, i)) return { at: at + 1, next: at + 2, units: 1 };
    if (unit === wanted || (isSpace(unit) && isSpace(wanted)) || (unit === '\0' && wanted === '\uFFFD'))
      return { at, next: at + 1, units: 1 };
  }
  return null;
}

/** A backslash before punctuation that the rendered text has without it. */
function isEscape(markdown: string, at: number, value: string, i: number): boolean {
  const next = markdown.charAt(at + 1);
  if (next !== value.charAt(i) || !/[!-/:-@[-`{-~]/.test(next)) return false;
  return next !== '\\' || value.charAt(i + 1) !== '\\' || markdown.charAt(at + 2) === '\\';
}

const isSpace = (unit: string): boolean => unit === ' ' || unit === '\n' || unit === '\t';

function takeEntity(markdown: string, at: number, value: string, i: number): Taken | null {
  ENTITY.lastIndex = at;
  const found = ENTITY.exec(markdown);
  if (found === null || value.startsWith(found[0], i)) return null;
  const code = found[1] === undefined ? Number.parseInt(found[2] ?? '', 16) : Number(found[1]);
  const decoded = Number.isNaN(code) || code > 0x10ffff ? value.charAt(i) : String.fromCodePoint(code);
  const high = value.charCodeAt(i) >= 0xd800 && value.charCodeAt(i) <= 0xdbff;
  return { at, next: at + found[0].length, units: high || decoded.length === 2 ? 2 : 1 };
}
