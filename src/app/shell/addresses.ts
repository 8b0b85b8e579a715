import type { Id } from '../../core/ids.ts';
import type { Item, Span } from '../../core/items/item.ts';

/** Addresses of views, as they stand behind the `#`. */

const spanned = (span: Span | null | undefined): string => (span ? `?start=${span.start}&end=${span.end}` : '');

/** The item in the source pane, at a passage where there is a span. */
export const itemAddress = (itemId: Id, span?: Span | null): string => `/item/${itemId}${spanned(span)}`;
export const noteAddress = (itemId: Id): string => `/notes/${itemId}`;
export const conversationAddress = (conversationId: Id): string => `/ask/${conversationId}`;

/** Words that look like a number or JSON are quoted, as the router writes them. */
export function findAddress(query: string): string {
  return `/find?q=${encodeURIComponent(isJson(query) ? JSON.stringify(query) : query)}`;
}

/** Where an item is read: a note in its editor, all else as a source. */
export const addressOf = (item: Pick<Item, 'id' | 'kind'>): string =>
  item.kind === 'note' ? noteAddress(item.id) : itemAddress(item.id);

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
