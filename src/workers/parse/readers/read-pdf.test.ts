import { expect, it } from 'vitest';
import { expectSoundReading } from '../../../../tests/reader-laws.ts';
import type { ParsedDocument } from '../../../core/items/item.ts';
import { readPdf } from './read-pdf.ts';

interface MadePage {
  /** Lines from the top, 14 points apart, in Helvetica of 12 points. */
  readonly lines: readonly string[];
  /** Of the page's dictionary. */
  readonly more?: string;
}

const content = ({ lines }: MadePage): string =>
  `BT /F1 12 Tf 14 TL 72 700 Td ${lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join(' ')} ET`;

/** A PDF without a table of its objects, which readers make anew. A page that is null is missing. */
function makePdf(pages: readonly (MadePage | null)[], info = ''): Blob {
  const objects = pages.flatMap((page, i) =>
    page === null
      ? []
      : [
          `${10 + i} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${50 + i} 0 R /Resources << /Font << /F1 3 0 R >> >> ${page.more ?? ''} >> endobj`,
          `${50 + i} 0 obj << /Length ${content(page).length} >> stream\n${content(page)}\nendstream endobj`,
        ],
  );
  return new Blob([
    [
      '%PDF-1.4',
      '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
      `2 0 obj << /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${10 + i} 0 R`).join(' ')}] >> endobj`,
      '3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj',
      `4 0 obj << ${info} >> endobj`,
      ...objects,
      'trailer << /Root 1 0 R /Info 4 0 R /Size 99 >>',
      '%%EOF',
    ].join('\n'),
  ]);
}

async function read(bytes: Blob, fileName = 'made.pdf'): Promise<ParsedDocument> {
  const reading = await readPdf({ path: fileName, fileName, mediaType: '', bytes, cursor: 0 });
  expectSoundReading(reading);
  const [document] = reading.documents;
  if (document === undefined) throw new Error('no document');
  return document;
}

it('words divided at the end of a line are whole again, and compounds keep their hyphen', async () => {
  const lines = ['The light-', 'house keeper knows the pros-', 'and cons of the Anglo-', 'Saxon lamp.'];
  const { text } = await read(makePdf([{ lines }]));
  expect(text).toBe('The lighthouse keeper knows the pros- and cons of the Anglo- Saxon lamp.');
});

it('a page that is missing is named, and the pages before it are read', async () => {
  const document = await read(makePdf([{ lines: ['First page.'] }, null, { lines: ['Third page.'] }]));
  expect(document.text).toBe('First page.');
  expect(document.warnings).toEqual(['Page 2 and what follows could not be read: this PDF is partly broken.']);
  expect(document.places.map(({ place }) => place.type === 'page' && place.page)).toEqual([1]);
});

it('takes dates with their zone, and no title that a program made up', async () => {
  const info = "/Title (Microsoft Word - Plan.docx) /CreationDate (D:20240506070809+02'00') /ModDate (D:2025)";
  expect(await read(makePdf([{ lines: ['Something.'] }], info), 'Our plan.pdf')).toMatchObject({
    title: 'Our plan',
    createdMs: Date.UTC(2024, 4, 6, 5, 8, 9),
    updatedMs: Date.UTC(2025, 0, 1),
  });
});

it('places boxes on the page as it is shown: turned, and in shares of its size', async () => {
  const upright = await read(makePdf([{ lines: ['Hello'] }]));
  expect(upright.places).toMatchObject([{ start: 0, end: 5, place: { type: 'page', page: 1 } }]);
  const [left, top, right, bottom] =
    upright.places[0]?.place.type === 'page' ? (upright.places[0].place.boxes[0] ?? []) : [];
  expect(left).toBeCloseTo(72 / 600, 2);
  expect(top).toBeCloseTo(1 - (700 + 10) / 800, 2);
  expect(right).toBeCloseTo((72 + 27) / 600, 2);
  expect(bottom).toBeCloseTo(1 - (700 - 3) / 800, 2);
  const turned = await read(makePdf([{ lines: ['Hello'], more: '/Rotate 180' }]));
  const box = turned.places[0]?.place.type === 'page' ? turned.places[0].place.boxes[0] : undefined;
  expect(box?.[2]).toBeCloseTo(1 - 72 / 600, 2);
  expect(box?.[1]).toBeCloseTo((700 - 3) / 800, 2);
});
