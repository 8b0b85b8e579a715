import { AppError } from '../../../core/errors.ts';
import { cardDocument } from '../../../core/items/event-card.ts';
import { type DecodeLabelled, modernLines } from '../../../core/items/event-card-lines.ts';
import { findBlocks, type LineBlock } from '../../../core/items/event-lines.ts';
import { createPartNames, rawValue } from '../../../core/items/event-parts.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import { readProperties } from './read-ics-properties.ts';
import { decodeBytes } from './read-text.ts';
import type { FileToRead, Reading } from './reader.ts';

/** Cards of one batch. */
const BATCH = 500;
const NAMES: ReadonlySet<string> = new Set(['VCARD']);

const decodeLabelled: DecodeLabelled = (bytes, label) => {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // no such encoding: most cards are in UTF-8
  }
};

const partOf = ({ lines }: LineBlock): string =>
  rawValue(lines, 'UID') || rawValue(lines, 'FN') || rawValue(lines, 'N') || 'contact';

function readCard({ lines, closed, line }: LineBlock, part: string): ParsedDocument | null {
  const isNew = rawValue(lines, 'VERSION').startsWith('4');
  const { properties, broken } = readProperties(modernLines(lines, decodeLabelled), isNew ? 'card4' : 'card3');
  const warnings = broken.map((each) => `This line cannot be read: ${each.slice(0, 60)}`).slice(0, 3);
  if (!closed) warnings.push(`The card that begins in line ${line} does not end in the file; what is there was read.`);
  return cardDocument(part, properties, warnings);
}

/** An address book (RFC 6350, RFC 2426, vCard 2.1): each card a part. */
export async function readVcf({ bytes, cursor }: FileToRead): Promise<Reading> {
  const cards = findBlocks(decodeBytes(new Uint8Array(await bytes.arrayBuffer())), NAMES);
  if (cards.length === 0) throw new AppError('unreadable', 'This is not an address book: no card begins in it.');
  const nameOf = createPartNames();
  const parts = cards.slice(0, cursor + BATCH).map((card) => nameOf(partOf(card)));
  const documents: ParsedDocument[] = [];
  const refused: Reading['refused'][number][] = [];
  for (const [i, card] of cards.slice(cursor, cursor + BATCH).entries()) {
    const document = readCard(card, parts[cursor + i] ?? '');
    const path = `Card in line ${card.line}`;
    if (document !== null) documents.push(document);
    else
      refused.push({
        path,
        code: 'unreadable',
        reason: 'The card names nobody: no name, organisation, address or number.',
      });
  }
  const next = cursor + BATCH;
  return { documents, embedded: [], refused, next: next < cards.length ? next : null };
}
