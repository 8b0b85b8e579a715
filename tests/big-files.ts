import { createCipheriv } from 'node:crypto';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { formatFile } from './format-file.ts';

/** Files as large as people have them, the same for the same seed, written without being in memory as a whole. */

const MB = 1_000_000;

/** Bytes that cannot be packed, as in pictures: AES in counter mode. */
function noise(length: number, seed: number): Buffer {
  const key = Buffer.alloc(16);
  key.writeUInt32LE(seed);
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}

const WORDS =
  'harbour winter orchard ledger violin compass bakery granite meadow lantern ferry willow copper saddle quarry'.split(
    ' ',
  );

/** Lines of ten words, each with its number. */
export function sentences(count: number, seed: number): string {
  const word = (at: number) => WORDS[(seed * 7 + at * 5 + ((at * at) % 11)) % WORDS.length];
  const line = (at: number) =>
    `Line ${at} of ${seed}: ${Array.from({ length: 10 }, (_, i) => word(at * 10 + i)).join(' ')}.`;
  return Array.from({ length: count }, (_, at) => line(at)).join('\n');
}

/** A PDF of one page with the text and a picture of so many bytes, as a scanner with text recognition makes it. */
export function scannedPdf(text: string, pictureBytes: number, seed: number): Buffer {
  const page = `BT /F1 10 Tf 40 780 Td 12 TL ${text
    .split('\n')
    .map((line) => `(${line.replaceAll(/[()\\]/g, '\\$&')}) Tj T*`)
    .join(' ')} ET`;
  const picture = noise(pictureBytes, seed);
  const objects: readonly (readonly [head: string, stream?: Buffer])[] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /P 6 0 R >> >> >>',
    ],
    [`<< /Length ${page.length} >>`, Buffer.from(page, 'latin1')],
    ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    [
      `<< /Type /XObject /Subtype /Image /Width 1000 /Height 1000 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length ${picture.length} >>`,
      picture,
    ],
  ];
  const pieces: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = pieces[0]?.length ?? 0;
  const add = (piece: Buffer) => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const [at, [head, stream]] of objects.entries()) {
    offsets.push(length);
    add(Buffer.from(`${at + 1} 0 obj\n${head}\n`));
    if (stream !== undefined) for (const piece of ['stream\n', stream, '\nendstream\n']) add(Buffer.from(piece));
    add(Buffer.from('endobj\n'));
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  add(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(pieces);
}

/** A Word document with a picture of so many bytes. */
function picturedDocx(pictureBytes: number, seed: number): Uint8Array {
  const files = unzipSync(formatFile('docx/libreoffice.docx').bytes);
  return zipSync({ ...files, 'word/media/scan.jpeg': [new Uint8Array(noise(pictureBytes, seed)), { level: 0 }] });
}

const base64Lines = (bytes: Buffer): string => bytes.toString('base64').replaceAll(/.{76}/g, '$&\r\n');

export interface MailboxSize {
  readonly messages: number;
  /** Every so many messages one has a scanned page attached. */
  readonly attachedEvery: number;
  /** Of the picture on that page. */
  readonly attachmentBytes: number;
}

function* mailbox({ messages, attachedEvery, attachmentBytes }: MailboxSize): Generator<string> {
  for (let at = 0; at < messages; at++) {
    const head = [
      'From anna@example.org Mon Mar  3 10:00:00 2025',
      ...[`From: Anna <anna@example.org>`, 'To: ben@example.org', `Subject: Letter ${at}`],
      ...[`Message-ID: <letter-${at}@example.org>`, 'Date: Mon, 3 Mar 2025 10:00:00 +0100', 'MIME-Version: 1.0'],
    ].join('\r\n');
    const text = sentences(8, at);
    if (at % attachedEvery > 0) {
      yield `${head}\r\nContent-Type: text/plain\r\n\r\n${text}\r\n\r\n`;
      continue;
    }
    const pdf = scannedPdf(`Scan number ${at}.\n${sentences(20, at)}`, attachmentBytes, at);
    yield `${head}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`;
    yield `--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n`;
    yield `Content-Disposition: attachment; filename="scan-${at}.pdf"\r\n\r\n${base64Lines(pdf)}\r\n--b--\r\n\r\n`;
  }
}

export const writeMailbox = (path: string, size: MailboxSize): Promise<void> =>
  pipeline(Readable.from(mailbox(size)), createWriteStream(path));

/** A folder of about 500 MB as somebody's papers are: scans, letters with pictures, a mailbox, an archive, and tables. */
export async function writeBigFolder(folder: string): Promise<void> {
  const write = (path: string, bytes: string | Uint8Array) => writeFileSync(join(folder, path), bytes);
  for (const name of ['scans', 'letters', 'mail', 'tables', 'notes'])
    mkdirSync(join(folder, name), { recursive: true });
  for (let at = 0; at < 20; at++)
    write(`scans/scan-${at}.pdf`, scannedPdf(`Scan ${at}\n${sentences(40, at)}`, 8 * MB, at));
  for (let at = 0; at < 10; at++) write(`letters/letter-${at}.docx`, picturedDocx(8 * MB, 100 + at));
  await writeMailbox(join(folder, 'mail', 'all.mbox'), { messages: 1500, attachedEvery: 75, attachmentBytes: 5 * MB });
  const papers = Array.from({ length: 60 }, (_, at) => [`papers/${at}.txt`, strToU8(sentences(80, 200 + at))] as const);
  const pictures = Array.from(
    { length: 10 },
    (_, at) => [`scans/${at}.pdf`, scannedPdf(sentences(20, 300 + at), 9 * MB, 300 + at)] as const,
  );
  write(
    'papers.zip',
    zipSync(
      Object.fromEntries([...papers, ...pictures.map(([path, bytes]) => [path, new Uint8Array(bytes)] as const)]),
      { level: 0 },
    ),
  );
  for (let at = 0; at < 3; at++) write(`tables/rent-${at}.csv`, table(20_000, at));
  for (let at = 0; at < 2; at++) write(`tables/all-${at}.json`, JSON.stringify(records(12_000, at)));
  for (let at = 0; at < 10; at++) write(`notes/long-${at}.md`, `# Long ${at}\n\n${sentences(4_000, 400 + at)}\n`);
}

const table = (rows: number, seed: number): string =>
  `Month,House,Tenant,Rent\n${Array.from({ length: rows }, (_, at) => `2025-${(at % 12) + 1},${WORDS[at % WORDS.length]} ${at},Tenant ${at * seed},${at % 997}`).join('\n')}\n`;

const records = (count: number, seed: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: at,
    seed,
    name: sentences(1, at),
    tags: [WORDS[at % WORDS.length]],
  }));
