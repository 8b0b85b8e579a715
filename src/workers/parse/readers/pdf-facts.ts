import type { PDFDocumentProxy } from 'pdfjs-dist';
import { parseDocumentDate } from '../../../core/items/document-date.ts';
import { tidyTitle } from '../../../core/items/document-source.ts';

/** What a PDF says of itself. */
export interface PdfFacts {
  /** Empty where it has none, or only one that a program made up. */
  readonly title: string;
  /** ISO 639-1, or null. */
  readonly language: string | null;
  readonly createdMs: number | null;
  readonly updatedMs: number | null;
}

/** ISO 32000-2, 7.9.4: `D:20240506070809+02'00'`; all after the year may be missing. */
const PDF_DATE = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?\s?(?:(Z)|([+-]\d{2})'?(\d{2})?)?/;

export function parsePdfDate(value: unknown): number | null {
  const match = typeof value === 'string' ? PDF_DATE.exec(value.trim()) : null;
  if (match === null) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', , zone, zoneMinutes = '00'] =
    match;
  const offset = zone === undefined ? 'Z' : `${zone}:${zoneMinutes}`;
  return parseDocumentDate(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
}

/** What programs write where the user gave no title: a file's name, or their own. */
const MADE_UP =
  /^(?:untitled\b.*|unbenannt\b.*|ohne titel|document\s?\d*|dokument\s?\d*|microsoft word|powerpoint presentation|.*\.(?:docx?|odt|rtf|tex|dvi|indd|pptx?|odp|xlsx?|qxd|pdf|html?|ps|pub|txt|md|cdr|ai))$/i;

function titleOf(value: unknown): string {
  const title = tidyTitle(typeof value === 'string' ? value : '').replace(/^Microsoft (?:Word|PowerPoint) - /, '');
  return MADE_UP.test(title) || !/[\p{L}\p{N}]/u.test(title) ? '' : title;
}

const languageOf = (value: unknown): string | null =>
  typeof value === 'string' ? (/^([a-z]{2})(?:[-_]|$)/i.exec(value.trim())?.[1]?.toLowerCase() ?? null) : null;

/** Nothing where that part of the file is broken: the pages may still be whole. */
export async function pdfFacts(pdf: PDFDocumentProxy): Promise<PdfFacts> {
  const metadata = await pdf.getMetadata().catch(() => null);
  const info = (metadata?.info ?? {}) as Readonly<Record<string, unknown>>;
  return {
    title: titleOf(info['Title']),
    language: languageOf(info['Language']),
    createdMs: parsePdfDate(info['CreationDate']),
    updatedMs: parsePdfDate(info['ModDate']),
  };
}
