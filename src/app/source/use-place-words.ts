import type { Span } from '../../core/items/item.ts';
import type { SourcePlace } from '../../core/items/source-place.ts';
import { rowAt } from '../../core/items/table-rows.ts';
import type { ItemView } from '../../core/queries.ts';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { formatRelative } from '../ui/relative-time.ts';
import { lineOf } from './line-of.ts';

/** Keys of a path that are named; those above them are left out. */
const NAMED_KEYS = 4;

/** Says a place as people do: “page 3”, “row 12”, “message of Anna, 3 May”. Empty where there is nothing to say. */
export function usePlaceWords(): (place: SourcePlace) => string {
  const t = useT();
  const locale = useLocale();
  return (place) => {
    switch (place.type) {
      case 'page':
        return t('source.place.page', { page: place.page });
      case 'row':
        return place.sheet === ''
          ? t('source.place.row', { row: place.row })
          : t('source.place.sheetRow', { row: place.row, sheet: place.sheet });
      case 'line':
        return t('source.line', { line: place.line });
      case 'message':
        return place.atMs === null
          ? t('source.place.message', { author: place.author })
          : t('source.place.messageAt', {
              author: place.author,
              when: formatRelative(place.atMs, Date.now(), locale),
            });
      case 'heading':
        return place.path.join(' › ');
      case 'image':
        return '';
      default:
        return t('source.place.value', {
          path: place.path
            .slice(-NAMED_KEYS)
            .map((key) => (typeof key === 'number' ? t('source.place.element', { at: key + 1 }) : key))
            .join(' › '),
        });
    }
  };
}

/** Where the passage stands in the original of what is open; null where that is not known. */
export function usePlaceOf({ item, text, places, rows, sourceMap }: ItemView, span: Span | null): string | null {
  const t = useT();
  const words = usePlaceWords();
  // A mail is one message, and its head says whose.
  if (span === null || item.kind === 'mail') return null;
  if (rows !== null) {
    const row = rowAt(rows, span.start);
    const number = rows.numbers[row];
    const sheet = rows.sheets.length > 1 ? rows.sheets.find(({ from, to }) => from <= row && row < to)?.name : '';
    return number === undefined ? null : words({ type: 'row', row: number, sheet: sheet ?? '' });
  }
  const held = places.find(({ start, end }) => start <= span.start && span.start < end);
  if (held !== undefined) return words(held.place) || null;
  const line = lineOf(text, sourceMap, span.start);
  return line === null ? null : t('source.line', { line });
}
