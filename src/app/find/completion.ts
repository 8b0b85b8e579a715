import { COMPLETED_FIELDS, type CompletionRequest } from '../../core/search/search-index.ts';

/** A filter that is being typed. */
export interface OpenFilter {
  readonly field: CompletionRequest['field'];
  readonly typed: string;
  /** Where its value stands in the text, the opening quotation mark included. */
  readonly start: number;
  readonly end: number;
}

const OPEN = new RegExp(`(?:^|\\s)-?(${COMPLETED_FIELDS.join('|')}):(?:"([^"]*)|([^\\s"]*))$`, 'i');

/** The filter whose value the caret stands at the end of; null where there is none. */
export function openFilter(text: string, caret: number): OpenFilter | null {
  const found = OPEN.exec(text.slice(0, caret));
  if (found === null || /^\S/.test(text.slice(caret))) return null;
  const [whole, name = '', quoted, bare = ''] = found;
  const field = COMPLETED_FIELDS.find((known) => known === name.toLowerCase());
  if (field === undefined) return null;
  return { field, typed: quoted ?? bare, start: found.index + whole.indexOf(':') + 1, end: caret };
}

/** The text with the value in the filter's place, quoted where it must be; then a space, so that typing goes on. */
export function fillFilter(text: string, { start, end }: OpenFilter, value: string): string {
  const before = `${text.slice(0, start)}${quoted(value)} `;
  return before + text.slice(end).trimStart();
}

/** A value as a query can hold it. */
export const quoted = (value: string): string => (/[\s"]/.test(value) ? `"${value.replaceAll('"', ' ')}"` : value);
