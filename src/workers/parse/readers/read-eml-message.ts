import PostalMime, { type Attachment, addressParser, decodeWords, type Email } from 'postal-mime';
import { AppError } from '../../../core/errors.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import type { Person } from '../../../core/items/item-details.ts';
import { attachmentNames } from '../../../core/items/mail-attachments.ts';
import { type MailDate, parseMailDate } from '../../../core/items/mail-date.ts';
import { mailDocument } from '../../../core/items/mail-document.ts';
import { tidyPerson } from '../../../core/items/mail-people.ts';
import type { EmbeddedFile } from '../parse.api.ts';
import { mendCharset, mendHead } from './read-eml-charset.ts';

/** Fields of which a message has at least one. */
const TELLING: ReadonlySet<string> = new Set(
  'from to cc subject date message-id received mime-version return-path delivered-to'.split(' '),
);
/** Bytes below which a picture inside the text is a mark or a means of tracking. */
const TINY_IMAGE = 2_048;
/** They say that a message is signed, and hold nothing to read. */
const SIGNATURES: ReadonlySet<string> = new Set([
  'application/pgp-signature',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
]);
const ENCRYPTED: ReadonlySet<string> = new Set([
  'application/pgp-encrypted',
  'application/pkcs7-mime',
  'application/x-pkcs7-mime',
]);

/** The library keeps every line of a body apart until it ends. */
const MAX_LINES = 1_000_000;

function refuseLines(bytes: Uint8Array): void {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1 && lines <= MAX_LINES; at = bytes.indexOf(10, at + 1)) lines += 1;
  if (lines > MAX_LINES) throw new AppError('too-large', 'The message has more than a million lines.');
}

/** What the library asks of each body before it decodes it. In its sources, not in its types. */
interface BodyHook {
  isInlineTextNode(node: {
    readonly content: ArrayBuffer | null;
    readonly contentType: { readonly parsed: { readonly params: Record<string, string> } };
  }): boolean;
}

async function parse(bytes: Uint8Array, warn: (warning: string) => void): Promise<Email> {
  const parser = new PostalMime({ forceRfc822Attachments: true }) as PostalMime & BodyHook;
  const isInlineText = parser.isInlineTextNode.bind(parser);
  parser.isInlineTextNode = (node) => {
    if (!isInlineText(node)) return false;
    const { params } = node.contentType.parsed;
    const { label, warning } = mendCharset(params['charset'], new Uint8Array(node.content ?? new ArrayBuffer(0)));
    params['charset'] = label;
    if (warning !== null) warn(warning);
    return true;
  };
  try {
    return await parser.parse(bytes);
  } catch (thrown) {
    throw new AppError('unreadable', 'The parts of this message are nested too deep, or its head is too long.', {
      cause: thrown,
    });
  }
}

const field = ({ headers }: Email, name: string): string => headers.find(({ key }) => key === name)?.value ?? '';

const people = (email: Email, name: string): readonly Person[] =>
  email.headers
    .filter(({ key }) => key === name)
    .flatMap(({ value }) => addressParser(value, { flatten: true }))
    .map((mailbox) => tidyPerson(mailbox.name, mailbox.address))
    .filter((person) => person !== null);

/** When it was sent; where it does not say, when it was last received. */
const sentDate = (email: Email): MailDate | null => {
  const received = field(email, 'received');
  return parseMailDate(field(email, 'date')) ?? parseMailDate(received.slice(received.lastIndexOf(';') + 1));
};

const bytesOf = ({ content }: Attachment): BlobPart =>
  typeof content === 'string' || content instanceof ArrayBuffer ? content : new Uint8Array(content);

const isKept = ({ attachment, blob }: { readonly attachment: Attachment; readonly blob: Blob }): boolean => {
  const { mimeType, contentId, disposition } = attachment;
  if (SIGNATURES.has(mimeType)) return false;
  const inline = contentId !== undefined || disposition === 'inline';
  return !(inline && mimeType.startsWith('image/') && blob.size < TINY_IMAGE);
};

export interface MessageOptions {
  /** Names the message within its file, from its fields. */
  readonly partOf: (fields: {
    readonly id: string;
    readonly date: string;
    readonly from: string;
    readonly subject: string;
  }) => Promise<string>;
  /** Where its attachments lie below the file. */
  readonly folderOf: (part: string) => string;
  /** Where it has no subject. */
  readonly fallbackTitle: string;
}

export interface ReadMessage {
  readonly document: ParsedDocument;
  readonly embedded: readonly EmbeddedFile[];
}

/** Rejects with `unreadable` what is no message. */
export async function readMessage(bytes: Uint8Array, options: MessageOptions): Promise<ReadMessage> {
  refuseLines(bytes);
  const warnings = new Set<string>();
  const head = mendHead(bytes);
  if (head.warning !== null) warnings.add(head.warning);
  const email = await parse(head.bytes, (warning) => warnings.add(warning));
  if (!email.headers.some(({ key }) => TELLING.has(key)))
    throw new AppError('unreadable', 'This is not a message: it has no sender, recipient, subject or date.');
  if (email.attachments.some(({ mimeType }) => ENCRYPTED.has(mimeType)))
    warnings.add('The message is encrypted; its text cannot be read.');
  const subject = decodeWords(field(email, 'subject'));
  const fields = { id: field(email, 'message-id'), date: field(email, 'date'), from: field(email, 'from'), subject };
  const part = await options.partOf(fields);
  const sent = sentDate(email);
  const files = email.attachments
    .map((attachment) => ({ attachment, blob: new Blob([bytesOf(attachment)], { type: attachment.mimeType }) }))
    .filter(isKept);
  const names = attachmentNames(
    files.map(({ attachment }) => ({ name: attachment.filename, mediaType: attachment.mimeType })),
  );
  const attachments = names.map((name) => ({ name, path: `${options.folderOf(part)}${name}` }));
  const document = mailDocument({
    part,
    subject,
    from: people(email, 'from'),
    to: people(email, 'to'),
    cc: people(email, 'cc'),
    sent,
    thread: { messageId: fields.id, references: field(email, 'references'), inReplyTo: field(email, 'in-reply-to') },
    plain: email.text ?? '',
    html: email.html ?? '',
    attachments,
    fallbackTitle: options.fallbackTitle,
    warnings: [...warnings],
  });
  const embedded = files.map(({ attachment, blob }, i) => ({
    path: attachments[i]?.path ?? '',
    mediaType: attachment.mimeType,
    bytes: blob,
    modifiedMs: sent?.ms ?? null,
    attachedTo: part,
  }));
  return { document, embedded };
}
