import { AppError } from '../../../core/errors.ts';
import type { DocumentZip } from './document-zip.ts';
import { type DublinCore, dublinCoreReader, noFacts } from './dublin-core.ts';

/** A book as its package file describes it. */
export interface EpubPackage {
  readonly facts: DublinCore;
  /** Paths of the chapters in reading order, without the table of contents. */
  readonly chapters: readonly string[];
  /** What the table of contents calls the chapters, by path. */
  readonly names: ReadonlyMap<string, string>;
}

const CONTAINER = 'META-INF/container.xml';
const ENCRYPTION = 'META-INF/encryption.xml';
/** Ways to hide fonts, which everybody may undo (EPUB 3.3, 4.4, and Adobe's own). */
const FONT_METHODS: ReadonlySet<string> = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);
const CHAPTER_TYPES: ReadonlySet<string> = new Set(['application/xhtml+xml', 'text/html', 'text/x-oeb1-document']);
const CONTENTS_TYPE = 'application/x-dtbncx+xml';
/** Chapters of a book at most. */
const MAX_CHAPTERS = 20_000;
const MAX_NAME = 200;

const nothing = (): void => undefined;

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href; // written as it is: the percent sign is part of the name
  }
}

/** The path in the archive that `href` in the file `from` names, without its fragment. */
export function pathOf(from: string, href: string): string {
  const names = from.split('/').slice(0, -1);
  for (const name of decoded(href.split('#', 1)[0] ?? '').split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  return names.join('/');
}

async function packagePath(zip: DocumentZip): Promise<string> {
  let path = '';
  const found = await zip.scan(CONTAINER, {
    open: (name, attribute) => {
      if (name === 'rootfile') path ||= pathOf('', attribute('full-path') ?? '');
    },
    close: nothing,
    text: nothing,
  });
  if (!found || !zip.has(path))
    throw new AppError('unreadable', 'This book is broken: the list of its chapters is missing.');
  return path;
}

async function refuseLocked(zip: DocumentZip): Promise<void> {
  let isLocked = false;
  await zip.scan(ENCRYPTION, {
    open: (name, attribute) => {
      if (name === 'EncryptionMethod') isLocked ||= !FONT_METHODS.has(attribute('Algorithm') ?? '');
    },
    close: nothing,
    text: nothing,
  });
  if (isLocked)
    throw new AppError('unreadable', 'This book is protected against copying (DRM): only its shop’s reader opens it.');
}

interface Manifest {
  readonly byId: ReadonlyMap<string, { readonly path: string; readonly type: string; readonly isContents: boolean }>;
  readonly order: readonly string[];
}

async function readManifest(zip: DocumentZip, path: string, facts: DublinCore): Promise<Manifest> {
  const byId = new Map<string, { path: string; type: string; isContents: boolean }>();
  const order: string[] = [];
  const about = dublinCoreReader(facts);
  await zip.scan(path, {
    open: (name, attribute, end) => {
      if (name === 'item')
        byId.set(attribute('id') ?? '', {
          path: pathOf(path, attribute('href') ?? ''),
          type: attribute('media-type') ?? '',
          isContents: / nav /.test(` ${attribute('properties') ?? ''} `),
        });
      if (name === 'itemref' && order.length < MAX_CHAPTERS) order.push(attribute('idref') ?? '');
      about.open(name, attribute, end);
    },
    close: about.close,
    text: about.text,
  });
  return { byId, order };
}

/** Names in a table of contents: links in XHTML, `navLabel` before `content` in NCX. The first name of a file counts. */
async function readNames(zip: DocumentZip, path: string, names: Map<string, string>): Promise<void> {
  let href = '';
  let label = '';
  const keep = (): void => {
    const name = label.replace(/\s+/g, ' ').trim();
    const target = href === '' ? '' : pathOf(path, href);
    if (target !== '' && name !== '' && !names.has(target)) names.set(target, name.slice(0, MAX_NAME));
    href = '';
    label = '';
  };
  await zip.scan(path, {
    open: (name, attribute) => {
      if (name === 'a' || name === 'navPoint') label = '';
      if (name === 'a') href = attribute('href') ?? '';
      if (name === 'content') {
        href = attribute('src') ?? '';
        keep();
      }
    },
    close: (name) => {
      if (name === 'a') keep();
    },
    text: (text) => {
      if (label.length < MAX_NAME * 2) label += text;
    },
  });
}

/** Rejects with `unreadable` where the book is locked or broken. */
export async function readPackage(zip: DocumentZip): Promise<EpubPackage> {
  await refuseLocked(zip);
  const facts = noFacts();
  const { byId, order } = await readManifest(zip, await packagePath(zip), facts);
  const names = new Map<string, string>();
  for (const { path, type, isContents } of byId.values())
    if (isContents || type === CONTENTS_TYPE) await readNames(zip, path, names);
  const chapters = order.flatMap((id) => {
    const item = byId.get(id);
    return item === undefined || item.isContents || !CHAPTER_TYPES.has(item.type) ? [] : [item.path];
  });
  return { facts, chapters: [...new Set(chapters)], names };
}
