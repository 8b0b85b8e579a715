import type { DocumentType } from '../../../core/items/document-type.ts';
import type { Reader } from './reader.ts';

const text = async () => (await import('./read-text.ts')).readText;
const image = async () => (await import('./read-image.ts')).readImage;

/** How each format is read. Its library is loaded with the first file of the format. */
export const READERS: Readonly<Record<DocumentType, () => Promise<Reader>>> = {
  markdown: text,
  text,
  html: text,
  pdf: async () => (await import('./read-pdf.ts')).readPdf,
  docx: async () => (await import('./read-docx.ts')).readDocx,
  epub: async () => (await import('./read-epub.ts')).readEpub,
  csv: async () => (await import('./read-csv.ts')).readCsv,
  xlsx: async () => (await import('./read-xlsx.ts')).readXlsx,
  json: async () => (await import('./read-json.ts')).readJson,
  zip: async () => (await import('./read-zip.ts')).readZip,
  code: async () => (await import('./read-code.ts')).readCode,
  eml: async () => (await import('./read-eml.ts')).readEml,
  mbox: async () => (await import('./read-mbox.ts')).readMbox,
  ics: async () => (await import('./read-ics.ts')).readIcs,
  vcf: async () => (await import('./read-vcf.ts')).readVcf,
  png: image,
  jpeg: image,
  webp: image,
  gif: image,
  bmp: image,
  avif: image,
};
