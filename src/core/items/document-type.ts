export type DocumentType = 'markdown' | 'text' | 'html';

const BY_EXTENSION: ReadonlyMap<string, DocumentType> = new Map([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['txt', 'text'],
  ['text', 'text'],
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
]);

const BY_MEDIA_TYPE: ReadonlyMap<string, DocumentType> = new Map([
  ['text/markdown', 'markdown'],
  ['text/x-markdown', 'markdown'],
  ['text/plain', 'text'],
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
]);

/** With the dot, in lower case: what a file picker offers. */
export const SUPPORTED_EXTENSIONS: readonly string[] = [...BY_EXTENSION.keys()].map((extension) => `.${extension}`);

export const MEDIA_TYPES: Readonly<Record<DocumentType, string>> = {
  markdown: 'text/markdown',
  text: 'text/plain',
  html: 'text/html',
};

const extensionOf = (fileName: string): string => {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(dot + 1).toLowerCase() : '';
};

/** By extension; by media type only where the name has none. Null for what Hearth does not read. */
export function documentTypeOf(fileName: string, mediaType: string): DocumentType | null {
  const extension = extensionOf(fileName);
  if (extension !== '') return BY_EXTENSION.get(extension) ?? null;
  return BY_MEDIA_TYPE.get(mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '') ?? null;
}

/** Why a file is not read, with the kinds that are. */
export function unsupportedMessage(fileName: string): string {
  const extension = extensionOf(fileName).slice(0, 20);
  const what = extension === '' ? 'files without an extension' : `.${extension} files`;
  return `Hearth cannot read ${what} yet. It reads Markdown (.md), text (.txt) and web pages (.html).`;
}
