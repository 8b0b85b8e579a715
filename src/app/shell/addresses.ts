import { readHelpId } from '../../core/help/help-pages.ts';
import type { Id } from '../../core/ids.ts';
import type { Item, Span } from '../../core/items/item.ts';

/** Addresses of views, as they stand behind the `#`. */

const spanned = (span: Span | null | undefined): string => (span ? `?start=${span.start}&end=${span.end}` : '');

/** The item in the source pane, at a passage where there is a span; a page of help where an answer rests on one. */
export function itemAddress(itemId: Id, span?: Span | null): string {
  const help = readHelpId(itemId);
  if (help === null) return `/item/${itemId}${spanned(span)}`;
  const at = span ? `&start=${span.start}&end=${span.end}` : '';
  return `/help/${help.page}?lang=${help.language}${at}`;
}

/** The passage that an address names; one that no text has where either end is missing or no place. Null where none is named. */
export function addressedSpan({ start, end }: { readonly start?: number; readonly end?: number }): Span | null {
  if (start === undefined && end === undefined) return null;
  const isPlace = start !== undefined && end !== undefined && start >= 0 && end > start;
  return isPlace ? { start, end } : { start: -1, end: -1 };
}

export const noteAddress = (itemId: Id): string => `/notes/${itemId}`;

/** A conversation, at a message where there is one. */
export const conversationAddress = (conversationId: Id, messageId?: Id | null): string =>
  `/ask/${conversationId}${messageId ? `?message=${messageId}` : ''}`;

/** Words that look like a number or JSON are quoted, as the router writes them. */
export function findAddress(query: string): string {
  return `/find?q=${encodeURIComponent(isJson(query) ? JSON.stringify(query) : query)}`;
}

/** What decides where an item is read. */
export type Reading = Pick<Item, 'id' | 'kind' | 'details'>;

/** A conversation that was held with Hearth, and not one that was brought in. */
export const isHeldHere = ({ details }: Reading): boolean => details?.type === 'chat' && details.source === 'hearth';

/** Where an item is read: a note in its editor, a conversation of here as such, all else as a source. */
export function addressOf(item: Reading): string {
  if (isHeldHere(item)) return conversationAddress(item.id);
  return item.kind === 'note' ? noteAddress(item.id) : itemAddress(item.id);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What is open beside stays there when another view comes to the front. */
export function keepBeside(address: string, beside: string | undefined): string {
  if (beside === undefined || /[?&]beside=/.test(address)) return address;
  return `${address}${address.includes('?') ? '&' : '?'}beside=${encodeURIComponent(beside)}`;
}
