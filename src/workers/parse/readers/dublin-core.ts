import { parseDocumentDate } from '../../../core/items/document-date.ts';
import { tidyTitle } from '../../../core/items/document-source.ts';
import type { XmlHandler } from './xml-scan.ts';

/** What a document says of itself in the words of Dublin Core. */
export interface DublinCore {
  /** Empty where it has none. */
  title: string;
  /** ISO 639-1, or null. */
  language: string | null;
  createdMs: number | null;
  updatedMs: number | null;
}

const MAX_VALUE = 1_000;

/** Fills `facts` with the first value of each kind; `date` is a book's way to say when it was made. */
export function dublinCoreReader(facts: DublinCore): XmlHandler {
  let name = '';
  let value = '';
  const keep = (): void => {
    const text = value.trim();
    if (name === 'title') facts.title ||= tidyTitle(text);
    if (name === 'language') facts.language ??= /^([a-z]{2})(?:[-_]|$)/i.exec(text)?.[1]?.toLowerCase() ?? null;
    if (name === 'created' || name === 'date') facts.createdMs ??= parseDocumentDate(text);
    if (name === 'modified') facts.updatedMs ??= parseDocumentDate(text);
  };
  return {
    open(tag, attribute) {
      const property = tag === 'meta' ? (attribute('property') ?? '') : '';
      name = property === 'dcterms:modified' ? 'modified' : tag;
      value = '';
    },
    text(text) {
      if (name !== '' && value.length < MAX_VALUE) value += text.slice(0, MAX_VALUE);
    },
    close() {
      keep();
      name = '';
    },
  };
}

export const noFacts = (): DublinCore => ({ title: '', language: null, createdMs: null, updatedMs: null });
