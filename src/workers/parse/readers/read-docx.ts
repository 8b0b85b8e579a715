import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { AppError } from '../../../core/errors.ts';
import { BARE_DOCUMENT } from '../../../core/items/document-source.ts';
import { parseHtml } from '../../../core/items/parse-html.ts';
import { type DocumentZip, openDocumentZip } from './document-zip.ts';
import { readDocxNumbering } from './docx-numbering.ts';
import { numbersAsValues, withNumbers } from './docx-numbers.ts';
import { dublinCoreReader, noFacts } from './dublin-core.ts';
import { headingPlaces } from './heading-places.ts';
import { MAX_TEXT } from './limits.ts';
import { outwardLinks } from './outward-links.ts';
import { type FileToRead, oneDocument, type Reading } from './reader.ts';

/** Beside the styles that are known by themselves. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Source Code'] => pre:separator('\\n')",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
];

/** What Word writes where the file is locked, and what it wrote before 2007: both are no archives. */
const OLD_FORMAT = [0xd0, 0xcf, 0x11, 0xe0];

const WANTED = /^(?:\[Content_Types\]\.xml|_rels\/[^/]+|(?:.+\/)?[^/]+\.xml|(?:.+\/)?_rels\/[^/]+\.rels)$/;
/** Of these, what no text comes from. */
const UNWANTED =
  /(?:^|\/)(?:stylesWithEffects|settings|webSettings|fontTable|theme\d*|glossary|customXml|charts|diagrams)(?:\/|\.xml$)/;
const MACROS = /(?:^|\/)vbaProject\.bin$/i;

async function refuseOldFormat(bytes: Blob): Promise<void> {
  const head = new Uint8Array(await bytes.slice(0, OLD_FORMAT.length).arrayBuffer());
  if (OLD_FORMAT.every((byte, i) => head[i] === byte))
    throw new AppError(
      'unreadable',
      'This Word document is locked with a password, or it is in the format before 2007.',
    );
}

/** The part with the document's own text. Its notes count by themselves. */
const BODY = 'word/document.xml';

/**
 * The document without pictures, fonts and programs, unpacked, with the numbers of its lists: what is converted is not much larger
 * than was allowed.
 */
async function plainArchive(zip: DocumentZip): Promise<ArrayBuffer> {
  const files: Record<string, Uint8Array> = {};
  for (const path of zip.paths) {
    const bytes = WANTED.test(path) && !UNWANTED.test(path) ? await zip.bytes(path) : null;
    if (bytes !== null) files[path] = bytes;
  }
  const body = await zip.text(BODY);
  if (body !== null) files[BODY] = new TextEncoder().encode(withNumbers(body, await readDocxNumbering(zip)));
  return zipSync(files, { level: 0 }).buffer;
}

/** The arrow that leads from a note back to where it is called. */
const BACK_LINK = /<a href="#[^"<>]{0,200}note-ref-[^"<>]{0,200}">↑<\/a>/g;

async function toHtml(zip: DocumentZip): Promise<string> {
  const archive = await plainArchive(zip);
  try {
    // It looks for one name in browsers and for the other elsewhere.
    const input = { arrayBuffer: archive, buffer: archive } as { arrayBuffer: ArrayBuffer };
    const { value } = await mammoth.convertToHtml(input, {
      styleMap: STYLES,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    });
    return numbersAsValues(value).replace(BACK_LINK, '');
  } catch (thrown) {
    throw new AppError('unreadable', 'This Word document is broken: its text cannot be found.', { cause: thrown });
  }
}

/** Word: headings, lists, tables, notes. Comments, pictures and what was deleted while changes were tracked are left out. */
export async function readDocx({ fileName, bytes }: FileToRead): Promise<Reading> {
  await refuseOldFormat(bytes);
  const zip = await openDocumentZip(bytes, 'This Word document');
  if (!zip.has('[Content_Types].xml')) throw new AppError('unreadable', 'This is no Word document.');
  const facts = noFacts();
  await zip.scan('docProps/core.xml', dublinCoreReader(facts));
  const page = parseHtml({ source: await toHtml(zip), fileName });
  if (page.text.trim() === '') throw new AppError('unreadable', 'This Word document holds no text.');
  if (page.text.length > MAX_TEXT)
    throw new AppError('too-large', 'This Word document holds more text than Hearth keeps of one file.');
  return oneDocument({
    ...BARE_DOCUMENT,
    kind: 'file',
    title: facts.title || page.title,
    text: page.text,
    places: headingPlaces(page.text),
    links: outwardLinks(page.links),
    language: facts.language ?? page.language,
    createdMs: facts.createdMs,
    updatedMs: facts.updatedMs,
    warnings: zip.paths.some((path) => MACROS.test(path)) ? ['It has macros; they were left out.'] : [],
  });
}
