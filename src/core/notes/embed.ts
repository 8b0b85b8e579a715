/** What a line of `![[…]]` or `![…](…)` embeds. */
export interface Embed {
  /** A title or path of the user's own, or an address elsewhere. */
  readonly target: string;
  /** What stands for it where it is not seen. */
  readonly words: string;
  /** Width in pixels that it asks for, or null. */
  readonly width: number | null;
  /** It lies on the web, or in the text itself: it is named, and not fetched. */
  readonly isForeign: boolean;
}

const WIKI = /^!\[\[([^[\]\n|]{1,500})(?:\|([^[\]\n]{0,500}))?\]\]$/;
const PICTURE = /^!\[([^[\]\n]{0,500})\]\((?:<([^<>\n]{1,2000})>|([^()\n]{1,2000}?))(?:[ \t]+"[^"\n]{0,500}")?\)$/;

/** Reads what a whole embed says; null for anything else. */
export function readEmbed(source: string): Embed | null {
  const text = source.trim();
  const wiki = WIKI.exec(text);
  if (wiki !== null) {
    const target = (wiki[1] ?? '').trim();
    return { target, ...wordsAndWidth(wiki[2] ?? '', target), isForeign: false };
  }
  const picture = PICTURE.exec(text);
  if (picture === null) return null;
  const address = (picture[2] ?? picture[3] ?? '').trim();
  const isForeign = /^(?:[a-z][a-z0-9+.-]{1,20}:|\/\/)/i.test(address);
  const target = isForeign ? address : decoded(address);
  return { target, ...wordsAndWidth(picture[1] ?? '', target), isForeign };
}

function wordsAndWidth(written: string, target: string): Pick<Embed, 'words' | 'width'> {
  const parts = written.split('|').map((part) => part.trim());
  const size = /^(\d{1,4})(?:x\d{1,4})?$/.exec(parts.at(-1) ?? '');
  const words = (size === null ? parts : parts.slice(0, -1)).join(' ').trim();
  return { words: words || target, width: size === null ? null : Number(size[1]) };
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
