import { BARE_DOCUMENT, tidyTitle } from './document-source.ts';
import type { ItemLink, ParsedDocument, Span } from './item.ts';
import type { MailDetails, Person } from './item-details.ts';
import { guessLanguage } from './language.ts';
import { type MailDate, mailDateWords } from './mail-date.ts';
import { quotedInHtml } from './mail-html-quotes.ts';
import { peopleWords, personWords } from './mail-people.ts';
import { foldQuotes } from './mail-quotes.ts';
import { readThread, type ThreadFields } from './mail-thread.ts';
import { parseHtml } from './parse-html.ts';
import { bareUrls } from './parse-text.ts';
import { normalizeNewlines } from './source-map.ts';

/** A message as its fields and bodies say it, decoded. */
export interface MailParts {
  readonly part: string;
  readonly subject: string;
  readonly from: readonly Person[];
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly sent: MailDate | null;
  readonly thread: ThreadFields;
  /** Bodies; empty where there is none. */
  readonly plain: string;
  readonly html: string;
  /** Paths of its attachments below the file. */
  readonly attachments: readonly { readonly name: string; readonly path: string }[];
  /** Where it has no subject. */
  readonly fallbackTitle: string;
  readonly warnings: readonly string[];
}

interface Body {
  readonly text: string;
  readonly links: readonly ItemLink[];
  /** What its markup marks as quoted. */
  readonly marked: readonly Span[];
}

/** A plain body this short may only say that there is another. */
const SHORT_PLAIN = 200;

const plainBody = (plain: string): Body => {
  const text = normalizeNewlines(plain)
    .text.replace(/\n{4,}/g, '\n\n\n')
    .trimEnd();
  return { text, links: bareUrls(text), marked: [] };
};

function htmlBody(html: string): Body {
  const { text, links, sourceMap } = parseHtml({ source: html, fileName: 'message.html' });
  return { text: text.trimEnd(), links, marked: quotedInHtml(html, sourceMap) };
}

/** The plain body; the other one where that is empty, or has a tenth of its words. Links keep to the text's end. */
function chooseBody(plain: string, html: string): Body {
  const short = plain.trim().length;
  if (html === '' || short >= SHORT_PLAIN) return plainBody(plain);
  const rich = htmlBody(html);
  return short === 0 || short * 10 < rich.text.length ? rich : plainBody(plain);
}

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

function headOf({ from, to, cc, sent }: MailParts): string {
  const lines = [
    ['From', peopleWords(from)],
    ['To', peopleWords(to)],
    ['Cc', peopleWords(cc)],
    ['Date', sent === null ? '' : mailDateWords(sent)],
  ] as const;
  return lines.flatMap(([name, words]) => (words === '' ? [] : [`${name}: ${words}\n`])).join('');
}

/** The line that names the attachments, and a link to each from where it stands. */
function attachmentLine(parts: MailParts, at: number): { readonly text: string; readonly links: readonly ItemLink[] } {
  let text = '';
  const links: ItemLink[] = [];
  for (const { name, path } of parts.attachments) {
    text += text === '' ? 'Attached: ' : ', ';
    const start = at + text.length;
    text += name;
    links.push({ kind: 'attachment', target: path, span: { start, end: start + name.length } });
  }
  return { text, links };
}

function detailsOf(parts: MailParts): { readonly details: MailDetails; readonly parent: string | null } {
  const { from, to, cc, sent } = parts;
  const { messageId, threadId, parent } = readThread(parts.thread);
  return { details: { type: 'mail', from, to, cc, sentMs: sent?.ms ?? null, messageId, threadId }, parent };
}

/**
 * A message as a document: who, to whom and when, its body, and the names of what is attached. The subject is the title only.
 * What it quotes of others, and its signature, is folded.
 */
export function mailDocument(parts: MailParts): ParsedDocument {
  const head = headOf(parts);
  const body = chooseBody(parts.plain, parts.html);
  const at = head === '' ? 0 : head.length + 1;
  const main = head === '' || body.text === '' ? `${head}${body.text}` : `${head}\n${body.text}`;
  const gap = main === '' ? '' : '\n\n';
  const attached = attachmentLine(parts, main.trimEnd().length + gap.length);
  const text = attached.text === '' ? main.trimEnd() : `${main.trimEnd()}${gap}${attached.text}`;
  const { details, parent } = detailsOf(parts);
  const author = parts.from[0];
  return {
    ...BARE_DOCUMENT,
    part: parts.part,
    kind: 'mail',
    title: tidyTitle(parts.subject) || parts.fallbackTitle,
    text,
    links: [...body.links.map((link) => ({ ...link, span: moved(link.span, at) })), ...attached.links],
    places: [
      {
        start: 0,
        end: text.length,
        place: {
          type: 'message',
          id: details.messageId,
          parent,
          author: author === undefined ? '' : author.name || personWords(author),
          atMs: details.sentMs,
        },
      },
    ],
    folded: foldQuotes(body.text, { subject: parts.subject, marked: body.marked }).map((span) => moved(span, at)),
    details,
    language: guessLanguage(body.text),
    createdMs: details.sentMs,
    updatedMs: details.sentMs,
    warnings: parts.warnings,
  };
}
