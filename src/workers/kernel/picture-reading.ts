import type { Kysely } from 'kysely';
import { sha256Text } from '../../adapters/files/blob-store.ts';
import { AppError, CancelledError, type ErrorCode, toAppError } from '../../core/errors.ts';
import type { IdSource } from '../../core/ids.ts';
import type { SourcedText } from '../../core/items/item.ts';
import type { PictureLanguage, PictureReader } from '../../core/items/picture-reader.ts';
import { insertPage, pictureText, type WrittenWords, writeWords } from '../../core/items/picture-words.ts';
import { toStorableText } from '../../core/items/to-storable.ts';
import type { BlobStore } from '../../core/ports.ts';
import type { PicturesState } from '../../core/queries.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { itemText } from '../../db/tables/item-parts.ts';
import { findItem } from '../../db/tables/items.ts';
import {
  countTry,
  countWaitingPictures,
  nextPictures,
  type SettledPicture,
  settlePicture,
  type WaitingPicture,
} from '../../db/tables/picture-words.ts';
import type { Database } from '../../db/tables/schema.ts';
import { chunksOf, putItemText, replaceChunks } from '../../db/tables/texts.ts';
import type { WriteMeta, Writer } from '../../db/write.ts';
import type { Parser } from '../parse/parse.client.ts';
import type { Incidents } from './incidents.ts';
import { type Indexer, keepIds } from './indexer.ts';
import { ownWrite } from './own-write.ts';
import type { Quiet } from './quiet.ts';
import type { SessionState } from './session-state.ts';

/**
 * Reads the words in pictures, in the background: what waits is read, one after the other, and becomes the item's text.
 * Its only state is the rows, so it goes on where a crash, a pause or the lack of a network left it.
 */
export interface PictureReading {
  state(): PicturesState;
  /** Looks for pictures to read, soon; harmless at any time. */
  wake(): void;
  /** Tries again after it was given up. Where the user `asked` for it, also where the browser saves data. */
  retry(asked?: boolean): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  close(): void;
}

export interface PictureReadingOptions {
  readonly db: Kysely<Database>;
  readonly writer: Writer;
  readonly ids: IdSource;
  readonly blobs: BlobStore;
  readonly indexer: Indexer;
  readonly parser: Parser;
  readonly reader: PictureReader;
  readonly quiet: Quiet;
  readonly session: SessionState;
  readonly settings: () => Promise<Settings>;
  readonly record: Incidents['record'];
  /** Whether the browser is to spare the network. Default: it is not. */
  readonly savesData?: (() => boolean) | undefined;
  readonly after: (delayMs: number, run: () => void) => () => void;
}

const WAKE_DELAY_MS = 500;
/** Pages of one item that are read before they are written: each write makes its chunks anew. */
const PAGES_AT_ONCE = 4;
/** A picture that was begun so often and never ended is left alone: it takes the whole browser down. */
const MAX_TRIES = 4;

/** The picture itself is to blame: it is marked, and the rest goes on. */
const OWN_FAULTS: ReadonlySet<ErrorCode> = new Set(['unreadable', 'too-large', 'timeout', 'unsupported', 'not-found']);

const DATA_SAVER = 'The browser saves data, so what reads them, up to 7 MB, is fetched only when you try again here.';
const BROKE_BROWSER = 'Hearth ended each time while it read this picture, so it is left alone.';

interface ReadPicture extends SettledPicture {
  readonly words: WrittenWords | null;
}

export function createPictureReading(options: PictureReadingOptions): PictureReading {
  const { db, writer, ids, blobs, indexer, reader, quiet, session, settings, record, after } = options;
  const { savesData = () => false } = options;
  const stop = new AbortController();
  let cancelWake: (() => void) | null = null;
  let work: Promise<void> = Promise.resolve();
  let isAtWork = false;
  let isAskedAgain = false;
  let mayFetch = false;

  const say = (state: PicturesState) => session.set('session:pictures', 'state', state);
  const state = () => session.get<PicturesState>('session:pictures', 'state') ?? { state: 'idle', waiting: 0 };
  const meta = () => ownWrite('read-pictures', ids);

  const readOne = async (picture: WaitingPicture, languages: readonly PictureLanguage[]): Promise<ReadPicture> => {
    const { page, tries, blobHash, mediaType } = picture;
    if (tries >= MAX_TRIES) return { page, state: 'failed', reason: BROKE_BROWSER, words: null };
    await writer.write(meta(), (unit) => countTry(db, unit, picture, 1));
    try {
      const bytes = await blobs.get(blobHash);
      const words = writeWords(await reader.read({ bytes, key: blobHash, mediaType, page, languages }, stop.signal));
      return { page, state: words === null ? 'none' : 'read', reason: null, words };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!OWN_FAULTS.has(error.code)) {
        await writer.write(meta(), (unit) => countTry(db, unit, picture, -1));
        throw error;
      }
      return { page, state: 'failed', reason: error.message, words: null };
    }
  };

  const readSome = async (pictures: readonly WaitingPicture[], waiting: number) => {
    const [first] = pictures;
    if (first === undefined) return;
    const read: ReadPicture[] = [];
    for (const [at, picture] of pictures.entries()) {
      const { 'pictures.read': isOn, 'pictures.languages': languages } = await settings();
      if (!isOn || stop.signal.aborted) break;
      if (quiet.busy) {
        say({ state: 'paused', waiting: waiting - at });
        await quiet.whenQuiet();
      }
      // The setting's schema has no other names.
      const wanted = languages.split('+') as PictureLanguage[];
      if (savesData() && !mayFetch && !(await reader.isHere(wanted))) throw new AppError('offline', DATA_SAVER);
      say({ state: 'reading', waiting: waiting - at });
      read.push(await readOne(picture, wanted));
    }
    if (read.length > 0) await writeRead(options, meta(), first, read);
  };

  const readAll = async () => {
    await indexer.ready();
    while (!stop.signal.aborted) {
      const waiting = await countWaitingPictures(db);
      if (waiting === 0) return say({ state: 'idle', waiting });
      if (!(await settings())['pictures.read']) return say({ state: 'off', waiting });
      await readSome(await nextPictures(db, PAGES_AT_ONCE), waiting);
    }
  };

  const readOrSay = async () => {
    isAtWork = true;
    isAskedAgain = false;
    try {
      await readAll();
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!stop.signal.aborted && error.code !== 'cancelled') {
        record('pictures', error);
        say({ state: 'degraded', waiting: state().waiting, reason: error.message });
      }
    } finally {
      isAtWork = false;
      if (isAskedAgain) wake();
    }
  };

  const begin = () => {
    cancelWake = null;
    work = work.then(readOrSay);
  };

  const wake = () => {
    if (isAtWork) isAskedAgain = true;
    else if (!stop.signal.aborted && cancelWake === null && state().state !== 'degraded')
      cancelWake = after(WAKE_DELAY_MS, begin);
  };

  return {
    state,
    wake,
    retry(asked = false) {
      mayFetch ||= asked;
      if (state().state === 'degraded') say({ state: 'idle', waiting: state().waiting });
      wake();
    },
    async idle() {
      await work;
      while (cancelWake !== null) {
        cancelWake();
        begin();
        await work;
      }
    },
    close() {
      cancelWake?.();
      stop.abort(new CancelledError());
      reader.unload();
    },
  };
}

/** Puts what was read into the item's text, chunks and index, in one unit, unless the item changed meanwhile. */
async function writeRead(
  { db, writer, indexer, parser }: PictureReadingOptions,
  meta: WriteMeta,
  { itemId, blobHash }: WaitingPicture,
  read: readonly ReadPicture[],
): Promise<void> {
  const item = await findItem(db, itemId);
  const stored = await itemText(db, itemId);
  if (item === null || stored === null || item.blobHash !== blobHash) return;
  const isPicture = item.kind === 'image';
  const source = read.reduce<SourcedText>(
    (text, { page, words }) => (words === null ? text : isPicture ? pictureText(words) : insertPage(text, page, words)),
    stored,
  );
  const document = { ...source, text: toStorableText(source.text) };
  const isNew = document.text !== stored.text;
  const reading = isNew ? await parser.read({ kind: item.kind, title: item.title, text: document.text }) : null;
  const textHash = await sha256Text(document.text);
  await writer.write(meta, async (unit) => {
    const now = await itemText(db, itemId);
    // Another version came meanwhile: its pictures wait on their own.
    if (now?.text !== stored.text) return;
    for (const picture of read) settlePicture(db, unit, itemId, picture);
    if (reading === null) return;
    const revision = indexer.nextRevision();
    putItemText(db, unit, { ...document, itemId, textHash, revision, indexedRevision: revision });
    replaceChunks(db, unit, itemId, keepIds(await chunksOf(db, itemId), reading.chunks, unit.newId));
    if (item.language === 'und' && reading.language !== 'und')
      await unit.patch('items', itemId, { language: reading.language });
    indexer.written(unit, itemId);
  });
}
