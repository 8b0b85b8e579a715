import { parseDocumentDate } from './document-date.ts';
import { BARE_DOCUMENT, type DocumentSource, tidyTitle, titleFromFileName } from './document-source.ts';
import { type FrontMatter, parseFrontMatter } from './front-matter.ts';
import type { ParsedDocument } from './item.ts';
import { guessLanguage } from './language.ts';
import { logseqPageOf, logseqProperties } from './logseq.ts';
import { plainText } from './plain-text.ts';
import { type MarkdownLine, scanLines, scanMarks, uniqueTags } from './scan-markdown.ts';
import { normalizeNewlines } from './source-map.ts';

function firstHeading(text: string, lines: readonly MarkdownLine[]): string | null {
  const line = lines.find(({ kind, level }) => kind === 'heading' && level === 1);
  if (line === undefined) return null;
  const heading = text.slice(line.start, Math.min(line.end, line.start + 1_000));
  return plainText(heading).text.trim() || null;
}

const frontMatterTags = ({ fields }: FrontMatter): readonly string[] =>
  [...(fields.get('tags') ?? []), ...(fields.get('tag') ?? [])].flatMap((value) => value.split(/[,\s]+/));

function frontMatterDate({ fields }: FrontMatter): number | null {
  for (const key of ['created', 'date', 'date created', 'creation date']) {
    const ms = parseDocumentDate(fields.get(key)?.[0] ?? '');
    if (ms !== null) return ms;
  }
  return null;
}

/** Other names that a note goes by, from its front matter or properties: what wiki links may use. */
export function readAliases(text: string): readonly string[] {
  const { fields } = parseFrontMatter(text);
  const page = logseqProperties(text);
  return [...(fields.get('aliases') ?? []), ...(fields.get('alias') ?? []), ...(page.get('alias') ?? [])];
}

/** What a note says of itself in its first lines. `text` has `\n` as its only line end. */
export function headOfMarkdown(
  text: string,
  path: string,
): { readonly title: string; readonly createdMs: number | null } {
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  const head = parseFrontMatter(text);
  return {
    title: titleOf(text, scanLines(text, head.end), { head, path }) || titleFromFileName(fileName),
    createdMs: frontMatterDate(head) ?? logseqPageOf(path)?.createdMs ?? null,
  };
}

function titleOf(
  text: string,
  lines: readonly MarkdownLine[],
  { head, path }: { readonly head: FrontMatter; readonly path: string },
): string {
  const ownTitle = head.fields.get('title')?.[0] ?? logseqProperties(text).get('title')?.[0];
  return tidyTitle(ownTitle ?? logseqPageOf(path)?.title ?? firstHeading(text, lines) ?? '');
}

/** A note: its text is the markdown itself, front matter and all, with `\n` as the only line end. */
export function parseMarkdown({ source, fileName, path = fileName }: DocumentSource): ParsedDocument {
  const { text, sourceMap } = normalizeNewlines(source);
  const head = parseFrontMatter(text);
  const lines = scanLines(text, head.end);
  const { links, tags } = scanMarks(text, lines);
  const page = logseqPageOf(path);
  const properties = logseqProperties(text);
  const title = titleOf(text, lines, { head, path });
  return {
    ...BARE_DOCUMENT,
    kind: 'note',
    title: title || titleFromFileName(fileName),
    text,
    sourceMap,
    links,
    tags: uniqueTags([...frontMatterTags(head), ...(properties.get('tags') ?? []), ...tags]),
    language: guessLanguage(text.slice(head.end, head.end + 20_000)),
    createdMs: frontMatterDate(head) ?? page?.createdMs ?? null,
  };
}
