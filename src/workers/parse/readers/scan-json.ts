/** What is wrong with a JSON text, and where it is. */
export interface JsonFault {
  readonly what: string;
  readonly offset: number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORDS = ['true', 'false', 'null'];

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** Behind the string that begins at `at`; -1 where it never ends or breaks off at a line's end. */
function stringEnd(source: string, at: number): number {
  for (let i = at + 1; i < source.length; i += 1) {
    const code = source.charCodeAt(i);
    if (code === 34) return i + 1;
    if (code === 10 || code === 13) return -1;
    if (code === 92) i += 1;
  }
  return -1;
}

/** Behind a string, number or word; or why there is none. */
function scalarEnd(source: string, at: number): number | string {
  if (source[at] === '"') {
    const end = stringEnd(source, at);
    return end === -1 ? 'a text is not closed' : end;
  }
  NUMBER.lastIndex = at;
  const number = NUMBER.exec(source);
  if (number !== null) return at + number[0].length;
  const word = WORDS.find((each) => source.startsWith(each, at));
  if (word !== undefined) return at + word.length;
  return at >= source.length ? 'it ends too early' : 'a value is expected';
}

/**
 * Looks through a JSON text without a stack of calls: how its brackets nest and where a comma, colon or value is missing.
 * Null where that is in order and no deeper than `maxDepth`; what stands inside strings is left to the parser.
 */
export function scanJson(source: string, maxDepth: number): JsonFault | null {
  const open: ('{' | '[')[] = [];
  let expects: 'value' | 'value or end' | 'key' | 'key or end' | 'comma or end' = 'value';
  let at = 0;
  while (true) {
    while (isSpace(source.charCodeAt(at))) at += 1;
    const sign = source[at] ?? '';
    const fault = (what: string): JsonFault => ({ what, offset: at });
    const inside = open.at(-1);
    if (expects === 'comma or end') {
      if (inside === undefined) return sign === '' ? null : fault('something follows behind its end');
      if (sign === ',') expects = inside === '{' ? 'key' : 'value';
      else if (sign === (inside === '{' ? '}' : ']')) open.pop();
      else return fault(sign === '' ? 'it ends too early' : 'a comma is missing');
      at += 1;
      continue;
    }
    if (expects.endsWith('or end') && (sign === '}' || sign === ']')) {
      if (sign !== (inside === '{' ? '}' : ']')) return fault('a bracket does not match');
      open.pop();
      expects = 'comma or end';
      at += 1;
      continue;
    }
    if (expects.startsWith('key')) {
      const end = sign === '"' ? stringEnd(source, at) : -1;
      if (end === -1) return fault(sign === '' ? 'it ends too early' : 'a name in quotation marks is expected');
      at = end;
      while (isSpace(source.charCodeAt(at))) at += 1;
      if (source[at] !== ':') return fault('a colon is missing');
      at += 1;
      expects = 'value';
      continue;
    }
    if (sign === '{' || sign === '[') {
      if (open.push(sign) > maxDepth) return fault(`it nests deeper than ${maxDepth} levels`);
      expects = sign === '{' ? 'key or end' : 'value or end';
      at += 1;
      continue;
    }
    const end = scalarEnd(source, at);
    if (typeof end === 'string') return fault(end);
    at = end;
    expects = 'comma or end';
  }
}
