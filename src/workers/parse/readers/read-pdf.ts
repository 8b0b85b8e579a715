import type { PDFDocumentProxy } from 'pdfjs-dist';
import { AppError } from '../../../core/errors.ts';
import { BARE_DOCUMENT, tidyTitle, titleFromFileName } from '../../../core/items/document-source.ts';
import { guessLanguage } from '../../../core/items/language.ts';
import { MAX_TEXT } from './limits.ts';
import { toBlocks } from './pdf-blocks.ts';
import { findFlows } from './pdf-columns.ts';
import { pdfFacts } from './pdf-facts.ts';
import { withPdf } from './pdf-library.ts';
import { toLines } from './pdf-lines.ts';
import { toPieces } from './pdf-pieces.ts';
import { type PdfPage, writePdf } from './pdf-text.ts';
import { type FileToRead, oneDocument, type Reading } from './reader.ts';

/** Pages of one file at most. */
const MAX_PAGES = 20_000;
/** Pages in a row that cannot be read: after them the rest is not tried. */
const MAX_BROKEN_RUN = 50;
/** Pages that a warning names at most. */
const MAX_NAMED = 8;

const NO_CODES =
  'This PDF is written in characters whose codes Hearth fetches when it meets them first, and there is no network. Add it again with one.';
const SOME_CODES =
  'Some Chinese, Japanese or Korean characters were left out: their codes could not be fetched. Add the file again with a network.';

const noun = (count: number): string => (count === 1 ? 'Page' : 'Pages');

/** Where the last page is broken, nobody knows whether more would follow: the list of pages ends there. */
function brokenPages(broken: readonly number[], isEnd: boolean): string {
  const named = broken.slice(0, MAX_NAMED).join(', ');
  const more = isEnd ? ' and what follows' : broken.length > MAX_NAMED ? ` and ${broken.length - MAX_NAMED} more` : '';
  return `${noun(broken.length)} ${named}${more} could not be read: this PDF is partly broken.`;
}

async function readPage(pdf: PDFDocumentProxy, number: number): Promise<PdfPage> {
  const page = await pdf.getPage(number);
  const view = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  page.cleanup();
  const blocks = findFlows(toLines(toPieces(items, view))).flatMap(toBlocks);
  return { page: number, width: view.width, height: view.height, blocks };
}

async function readPages(pdf: PDFDocumentProxy): Promise<{ pages: readonly PdfPage[]; warnings: readonly string[] }> {
  const pages: PdfPage[] = [];
  const broken: number[] = [];
  let run = 0;
  let length = 0;
  for (let number = 1; number <= pdf.numPages && run < MAX_BROKEN_RUN; number += 1) {
    try {
      const page = await readPage(pdf, number);
      length += page.blocks.reduce((sum, { lines }) => sum + lines.reduce((all, { text }) => all + text.length, 0), 0);
      pages.push(page);
      run = 0;
    } catch {
      broken.push(number);
      run += 1;
    }
    if (length > MAX_TEXT) throw new AppError('too-large', 'This PDF holds more text than Hearth keeps of one file.');
  }
  if (pages.length === 0) throw new AppError('unreadable', 'This PDF is broken: none of its pages can be read.');
  return { pages, warnings: broken.length === 0 ? [] : [brokenPages(broken, run > 0)] };
}

/** PDF: pages with the place of each line on them. Its forms, scripts and attachments are left out. */
export async function readPdf({ fileName, bytes }: FileToRead): Promise<Reading> {
  const data = new Uint8Array(await bytes.arrayBuffer());
  return withPdf(data, async ({ pdf, missingCodes }) => {
    if (pdf.numPages > MAX_PAGES) throw new AppError('too-large', `This PDF has more than ${MAX_PAGES} pages.`);
    const facts = await pdfFacts(pdf);
    const { pages, warnings } = await readPages(pdf);
    const { text, places, firstHeading } = writePdf(pages);
    if (text.trim() === '' && missingCodes.size > 0) throw new AppError('offline', NO_CODES);
    // What has no text may be a scan: the words on it are read later, in the background.
    const pictures = pages.filter(({ blocks }) => blocks.length === 0).map(({ page }) => page);
    return oneDocument({
      ...BARE_DOCUMENT,
      kind: 'file',
      title: facts.title || tidyTitle(firstHeading ?? '') || titleFromFileName(fileName),
      text,
      places,
      pictures,
      language: facts.language ?? guessLanguage(text),
      createdMs: facts.createdMs,
      updatedMs: facts.updatedMs,
      warnings: missingCodes.size > 0 ? [...warnings, SOME_CODES] : warnings,
    });
  });
}
