import type { Kysely } from 'kysely';
import type { Id } from '../../core/ids.ts';
import { bodyUpdates } from '../../db/tables/item-parts.ts';
import type { Database } from '../../db/tables/schema.ts';
import { openTextDocument, type TextDocument } from '../../sync/text-document.ts';

/** The open notes' documents, so that a keystroke does not read a note's whole history. The rows are the truth. */
export interface NoteBodies {
  /** For a write. */
  open(itemId: Id): Promise<TextDocument>;
  /** Looks at what is committed, without waiting in between. Null for what has no body. */
  read<T>(itemId: Id, look: (document: TextDocument) => T): Promise<T | null>;
  /** Forgets it: after a write that failed, or one that was made elsewhere. */
  drop(itemId: Id): void;
  /** Holds a document that is as the rows are. */
  keep(itemId: Id, document: TextDocument): void;
}

const KEPT = 20;

export function createNoteBodies(db: Kysely<Database>): NoteBodies {
  const held = new Map<Id, TextDocument>();
  const keep = (itemId: Id, document: TextDocument) => {
    held.delete(itemId);
    held.set(itemId, document);
    const oldest = held.keys().next().value;
    if (held.size > KEPT && oldest !== undefined) held.delete(oldest);
  };
  return {
    async open(itemId) {
      const document = held.get(itemId) ?? openTextDocument(await bodyUpdates(db, itemId));
      keep(itemId, document);
      return document;
    },
    async read(itemId, look) {
      // A write takes the document away until it is committed.
      const document = held.get(itemId);
      if (document !== undefined) return look(document);
      const updates = await bodyUpdates(db, itemId);
      return updates.length === 0 ? null : look(openTextDocument(updates));
    },
    keep,
    drop: (itemId) => void held.delete(itemId),
  };
}
