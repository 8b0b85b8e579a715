import { decodeWords } from 'postal-mime';
import { AppError } from '../../../core/errors.ts';
import { tidyTitle } from '../../../core/items/document-source.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import type { EmbeddedFile } from '../parse.api.ts';
import { readMessage } from './read-eml-message.ts';
import { messageStarts, unescapeMessage } from './read-mbox-boundaries.ts';
import type { FileToRead, Reading } from './reader.ts';

const BATCH_MESSAGES = 50;
const BATCH_BYTES = 4 * 1024 * 1024;
const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;
/** Bytes of a message in which its subject is looked for, where it is not read. */
const HEAD_BYTES = 65_536;

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');

const hashOf = async (words: string): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words)));

/** By what its sender wrote, so that its place in the mailbox does not matter. */
const partOf = (
  fields: Readonly<Record<'id' | 'date' | 'from' | 'subject', string>>,
  length: number,
): Promise<string> =>
  hashOf(JSON.stringify([fields.id, fields.date, fields.from, fields.subject, fields.id === '' ? length : 0]));

async function subjectOf(message: Blob): Promise<string> {
  const head = new TextDecoder().decode(await message.slice(0, HEAD_BYTES).arrayBuffer());
  const subject = /^Subject:[ \t]{0,99}(.{1,500})/im.exec(head)?.[1];
  return tidyTitle(decodeWords(subject ?? '')) || 'Message without a subject';
}

interface Batch {
  readonly documents: Map<string, ParsedDocument>;
  readonly embedded: EmbeddedFile[];
  readonly refused: Reading['refused'][number][];
}

async function addMessage(batch: Batch, message: Blob): Promise<void> {
  if (message.size > MAX_MESSAGE_BYTES)
    throw new AppError(
      'too-large',
      `The message has ${Math.ceil(message.size / 1024 / 1024)} MB; at most 25 MB are read.`,
    );
  const raw = unescapeMessage(new Uint8Array(await message.arrayBuffer()));
  const { document, embedded } = await readMessage(raw, {
    partOf: (fields) => partOf(fields, raw.length),
    folderOf: (part) => `${part}/`,
    fallbackTitle: 'Message without a subject',
  });
  if (batch.documents.has(document.part)) throw new AppError('conflict', 'The message is in the mailbox twice.');
  batch.documents.set(document.part, document);
  batch.embedded.push(...embedded);
}

async function addOrRefuse(batch: Batch, message: Blob): Promise<void> {
  try {
    await addMessage(batch, message);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    batch.refused.push({ path: await subjectOf(message), code: thrown.code, reason: thrown.message });
  }
}

/** Where the first message begins. What stands before it is named; a file without any is no mailbox. */
async function firstStart(file: Blob, batch: Batch): Promise<number> {
  const { value: start, done } = await messageStarts(file, 0).next();
  if (done === true)
    throw new AppError('unreadable', 'This is not a mailbox: no message in it begins with a line "From …".');
  if (start > 0 && (await file.slice(0, Math.min(start, HEAD_BYTES)).text()).trim() !== '')
    batch.refused.push({
      path: 'The beginning',
      code: 'unreadable',
      reason: `The first ${start} bytes belong to no message.`,
    });
  return start;
}

/** A mailbox (RFC 4155 and what mail programs write), some messages at a time; the file is never in memory as a whole. */
export async function readMbox({ bytes: file, cursor }: FileToRead): Promise<Reading> {
  const batch: Batch = { documents: new Map(), embedded: [], refused: [] };
  const first = cursor === 0 ? await firstStart(file, batch) : cursor;
  const starts = messageStarts(file, first + 1);
  let start = first;
  for (let count = 0; start < file.size && count < BATCH_MESSAGES && start - first < BATCH_BYTES; count += 1) {
    const { value, done } = await starts.next();
    const end = done === true ? file.size : value;
    await addOrRefuse(batch, file.slice(start, end));
    start = end;
  }
  const { documents, embedded, refused } = batch;
  return { documents: [...documents.values()], embedded, refused, next: start < file.size ? start : null };
}
