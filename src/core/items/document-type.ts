import { CODE_EXTENSIONS, codeLanguageOf } from './code-language.ts';

interface Format {
  /** Without the dot, in lower case. */
  readonly extensions: readonly string[];
  /** In lower case, without parameters. The first is what an item keeps. */
  readonly mediaTypes: readonly [string, ...string[]];
  /** As it is said to the user, in the list of what Hearth reads. */
  readonly words: string;
}

const PICTURES = 'pictures (.png, .jpg, .webp, .gif, .bmp, .avif)';

/** What Hearth reads, one row a format, in the order in which the formats are named to the user. */
const FORMATS = {
  markdown: {
    extensions: ['md', 'markdown'],
    mediaTypes: ['text/markdown', 'text/x-markdown'],
    words: 'Markdown (.md)',
  },
  text: {
    extensions: ['txt', 'text'],
    mediaTypes: ['text/plain'],
    words: 'text (.txt)',
  },
  html: {
    extensions: ['html', 'htm', 'xhtml'],
    mediaTypes: ['text/html', 'application/xhtml+xml'],
    words: 'web pages (.html)',
  },
  pdf: {
    extensions: ['pdf'],
    mediaTypes: ['application/pdf'],
    words: 'PDF (.pdf)',
  },
  docx: {
    extensions: ['docx', 'docm'],
    mediaTypes: [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.ms-word.document.macroenabled.12',
    ],
    words: 'Word (.docx)',
  },
  epub: {
    extensions: ['epub'],
    mediaTypes: ['application/epub+zip'],
    words: 'books (.epub)',
  },
  csv: {
    extensions: ['csv', 'tsv', 'tab'],
    mediaTypes: ['text/csv', 'text/tab-separated-values'],
    words: 'tables (.csv)',
  },
  xlsx: {
    extensions: ['xlsx', 'xlsm'],
    mediaTypes: [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.ms-excel.sheet.macroenabled.12',
    ],
    words: 'workbooks (.xlsx)',
  },
  json: {
    extensions: ['json'],
    mediaTypes: ['application/json'],
    words: 'JSON (.json)',
  },
  zip: {
    extensions: ['zip'],
    mediaTypes: ['application/zip', 'application/x-zip-compressed'],
    words: 'archives (.zip)',
  },
  code: {
    extensions: CODE_EXTENSIONS,
    mediaTypes: ['text/x-source'],
    words: 'source code',
  },
  eml: {
    extensions: ['eml'],
    mediaTypes: ['message/rfc822'],
    words: 'mail (.eml)',
  },
  mbox: {
    extensions: ['mbox', 'mbx'],
    mediaTypes: ['application/mbox'],
    words: 'mailboxes (.mbox)',
  },
  ics: {
    extensions: ['ics', 'ical'],
    mediaTypes: ['text/calendar', 'application/ics'],
    words: 'calendars (.ics)',
  },
  vcf: {
    extensions: ['vcf', 'vcard'],
    mediaTypes: ['text/vcard', 'text/x-vcard', 'text/directory'],
    words: 'contacts (.vcf)',
  },
  png: {
    extensions: ['png'],
    mediaTypes: ['image/png'],
    words: PICTURES,
  },
  jpeg: {
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    mediaTypes: ['image/jpeg', 'image/jpg'],
    words: PICTURES,
  },
  webp: {
    extensions: ['webp'],
    mediaTypes: ['image/webp'],
    words: PICTURES,
  },
  gif: {
    extensions: ['gif'],
    mediaTypes: ['image/gif'],
    words: PICTURES,
  },
  bmp: {
    extensions: ['bmp'],
    mediaTypes: ['image/bmp', 'image/x-ms-bmp'],
    words: PICTURES,
  },
  avif: {
    extensions: ['avif'],
    mediaTypes: ['image/avif'],
    words: PICTURES,
  },
} as const satisfies Readonly<Record<string, Format>>;

export type DocumentType = keyof typeof FORMATS;

const ROWS: readonly (readonly [DocumentType, Format])[] = Object.entries(FORMATS) as [DocumentType, Format][];

const BY_EXTENSION: ReadonlyMap<string, DocumentType> = new Map(
  ROWS.flatMap(([type, { extensions }]) => extensions.map((extension) => [extension, type] as const)),
);

const BY_MEDIA_TYPE: ReadonlyMap<string, DocumentType> = new Map(
  ROWS.flatMap(([type, { mediaTypes }]) => mediaTypes.map((mediaType) => [mediaType, type] as const)),
);

/** With the dot, in lower case: what a file picker offers. */
export const SUPPORTED_EXTENSIONS: readonly string[] = [...BY_EXTENSION.keys()].map((extension) => `.${extension}`);

/** What an item of a format keeps as its media type. */
export const mediaTypeOf = (type: DocumentType): string => FORMATS[type].mediaTypes[0];

const extensionOf = (fileName: string): string => {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(dot + 1).toLowerCase() : '';
};

/** By extension, or a name such as `Makefile`; by media type only where the name says nothing. Null for what is not read. */
export function documentTypeOf(fileName: string, mediaType: string): DocumentType | null {
  if (codeLanguageOf(fileName) !== null) return 'code';
  const extension = extensionOf(fileName);
  if (extension !== '') return BY_EXTENSION.get(extension) ?? null;
  return BY_MEDIA_TYPE.get(mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '') ?? null;
}

/** Why a file is not read, with the kinds that are. */
export function unsupportedMessage(fileName: string): string {
  const extension = extensionOf(fileName).slice(0, 20);
  const what = extension === '' ? 'files without an extension' : `.${extension} files`;
  const words = [...new Set(ROWS.map(([, format]) => format.words))];
  return `Hearth cannot read ${what} yet. It reads ${words.slice(0, -1).join(', ')} and ${words.at(-1)}.`;
}
