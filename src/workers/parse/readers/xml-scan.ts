/** Tells the tags and texts of an XML document as they come. Names are without their prefix. */
export interface XmlHandler {
  /** `end`: where the tag ends in the source. */
  open(name: string, attribute: (name: string) => string | null, end: number): void;
  close(name: string, end: number): void;
  /** With entities decoded. May come in several pieces. */
  text(text: string): void;
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED.get(name) ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

const decodeEntities = (text: string): string =>
  text.includes('&') ? text.replace(/&(#?[\da-z]{1,10});/gi, decodeEntity) : text;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributeIn(tag: string, wanted: string): string | null {
  for (const match of tag.matchAll(/([^\s=<>"'/]{1,200})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/g))
    if (localName(match[1] ?? '') === wanted) return decodeEntities(match[2] ?? match[3] ?? '');
  return null;
}

/** Where a tag ends: the next `>` outside of quotes. */
function tagEnd(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at += 1) {
    const sign = source[at] ?? '';
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  return source.length;
}

const SKIPPED: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!', '>'],
];

const endOf = (source: string, end: string, from: number): number => {
  const at = source.indexOf(end, from);
  return at === -1 ? source.length : at;
};

/** One pass in linear time, without a tree and without a stack. What is not well formed is told as it stands. */
export function scanXml(source: string, handler: XmlHandler): void {
  for (let at = 0; at < source.length; ) {
    const start = source.indexOf('<', at);
    if (start !== at) handler.text(decodeEntities(source.slice(at, start === -1 ? source.length : start)));
    if (start === -1) return;
    if (source.startsWith('<![CDATA[', start)) {
      const end = endOf(source, ']]>', start);
      handler.text(source.slice(start + 9, end));
      at = end + 3;
      continue;
    }
    const skipped = SKIPPED.find(([begin]) => source.startsWith(begin, start));
    if (skipped !== undefined) {
      at = endOf(source, skipped[1], start + skipped[0].length) + skipped[1].length;
      continue;
    }
    const end = tagEnd(source, start + 1);
    const tag = source.slice(start + 1, end);
    const name = localName(/^\/?([^\s/>]{0,200})/.exec(tag)?.[1] ?? '');
    if (tag.startsWith('/')) handler.close(name, end + 1);
    else {
      handler.open(name, (wanted) => attributeIn(tag, wanted), end + 1);
      if (tag.endsWith('/')) handler.close(name, end + 1);
    }
    at = end + 1;
  }
}
