import { AppError } from '../../../core/errors.ts';
import { BARE_DOCUMENT, titleFromFileName } from '../../../core/items/document-source.ts';
import { readExif } from './exif.ts';
import { measureImage } from './image-size.ts';
import { type FileToRead, oneDocument, type Reading } from './reader.ts';

/** Icons, bullets and the invisible pictures of mails are below it in one direction. */
const MIN_SIDE = 32;
/** Larger ones take more memory to show than a browser gives: 400 MB at four bytes each. */
const MAX_PIXELS = 100_000_000;

const CUT_OFF = 'The picture is cut off: what is there is shown.';

/** A picture. Nothing is decoded here: its size is in its first bytes, and its words are read later, in the background. */
export async function readImage({ fileName, bytes, icons = false }: FileToRead): Promise<Reading> {
  const data = new Uint8Array(await bytes.arrayBuffer());
  const facts = measureImage(data);
  if (facts === null || facts.width === 0 || facts.height === 0)
    throw new AppError('unreadable', 'This is not a picture that Hearth knows, or its beginning is broken.');
  const { isTurned, takenMs } = facts.format === 'jpeg' ? readExif(data) : { isTurned: false, takenMs: null };
  const [width, height] = isTurned ? [facts.height, facts.width] : [facts.width, facts.height];
  const size = `${width} × ${height}`;
  if (!icons && Math.min(width, height) < MIN_SIDE)
    throw new AppError('unsupported', `This picture has ${size} pixels, as icons have: it is left out.`);
  if (width * height > MAX_PIXELS)
    throw new AppError('too-large', `This picture has ${size} pixels; at most 100 million are read.`);
  return oneDocument({
    ...BARE_DOCUMENT,
    kind: 'image',
    title: titleFromFileName(fileName),
    text: '',
    language: 'und',
    details: { type: 'image', width, height },
    pictures: [1],
    createdMs: takenMs,
    warnings: facts.isWhole ? [] : [CUT_OFF],
  });
}
