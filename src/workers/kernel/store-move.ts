import { AppError, encodeError, toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { EngineKind, KeptPlace, MoveView, PlacesView } from '../../core/place-queries.ts';
import type { Clock } from '../../core/ports.ts';
import { pendingMove } from '../../db/move/move-note.ts';
import { type MoveProgress, moveStore } from '../../db/move/move-store.ts';
import { isReady } from '../../db/pending-restore.ts';
import type { Place, PlaceMeasure } from '../../db/places.ts';
import type { Store } from '../../db/store.ts';
import { refuseSecond, type StorePlaces } from '../../db/store-places.ts';
import type { Writer } from '../../db/write.ts';
import type { Incidents } from './incidents.ts';
import type { Notices } from './notices.ts';
import type { Quiet } from './quiet.ts';
import type { SessionState } from './session-state.ts';
import type { UsageMeter } from './usage.ts';

/** Moves the store that the kernel has open, while all can be read and nothing can be changed. */
export interface StoreMove {
  /** At the start, before anything is written: refuses writes where a move was cut off. Resolves with whether it was. */
  holdBack(): Promise<boolean>;
  /** Goes on with the move that was cut off. */
  resume(): Promise<void>;
  /**
   * Begins one; it is over when the next kernel is there. Rejects with `unsupported` where nothing is kept, `conflict` while
   * something else is under way, `storage-full` where there is no room for a second store.
   */
  start(kind: EngineKind): Promise<void>;
  /** What was made of the copy is removed. A move that is over by then stays. */
  stop(): Promise<void>;
  /** Removes a store that is kept. Rejects with `not-found`. */
  removeKept(id: string): Promise<void>;
  /**
   * Makes a store that is kept, or one that was restored, the one in use, and keeps the one before: this kernel ends, and the
   * next one opens it. Rejects with `not-found`, and with `conflict` while the store is being moved.
   */
  openPlace(id: string): Promise<void>;
  view(): Promise<PlacesView>;
  /** Whether a store is kept whose rows this one does not know. */
  keepsOthers(): Promise<boolean>;
  /** Cuts off a move that is under way: the next kernel goes on with it. */
  close(): Promise<void>;
}

export interface StoreMoveOptions {
  readonly store: Store;
  /** Null where nothing is kept. */
  readonly place: Place | null;
  readonly places: StorePlaces | null;
  readonly writer: Writer;
  readonly quiet: Quiet;
  readonly session: SessionState;
  readonly usage: () => UsageMeter;
  readonly newId: () => Id;
  readonly clock: Clock;
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** Whether a run acts. */
  readonly isActing: () => Promise<boolean>;
  /** Resolves when work in the background rests. */
  readonly resting: () => Promise<void>;
  /** Takes up the runs that waited for a move that came to nothing. */
  readonly recover: () => Promise<void>;
  readonly restart: () => void;
  readonly record: Incidents['record'];
  readonly notices: Pick<Notices, 'tell'>;
}

/** Work in the background that takes longer is refused what it writes, and is tried again later. */
const REST_MS = 5000;
/** The copy can be larger than what is copied: the other engine packs rows in its own way. */
const ROOM_SHARE = 1.3;

const NAMES = { pglite: 'PostgreSQL', sqlite: 'SQLite' } as const satisfies Record<EngineKind, string>;

export function createStoreMove(options: StoreMoveOptions): StoreMove {
  const { store, place, places, writer, quiet, session, newId, clock } = options;
  const measured = new Map<string, Promise<PlaceMeasure>>();
  let moving: AbortController | null = null;
  let work: Promise<void> = Promise.resolve();
  let closing = false;
  /** What this refuses writes with: another reason to refuse them stays. */
  let refusal: AppError | null = null;

  const say = (view: MoveView) => session.set('session:places', 'move', view);
  const here = () => {
    if (place === null || places === null) {
      throw new AppError('unsupported', 'Nothing is kept here, so there is nothing to move.');
    }
    return { place, places };
  };

  const perform = async (kind: EngineKind, signal: AbortSignal): Promise<void> => {
    const known = here();
    const onProgress = ({ phase, done, total }: MoveProgress) => say({ kind, phase, done, total });
    const deps = { source: store, current: known.place, places: known.places, newId, clock };
    try {
      await moveStore(deps, { kind, signal, onProgress });
    } catch (thrown) {
      if (!closing) await giveUp(kind, toAppError(thrown));
      return;
    }
    options.restart();
  };

  /** The old store counts: the copy goes, and all can be changed again. */
  const giveUp = async (kind: EngineKind, error: AppError) => {
    const known = here();
    const pending = pendingMove(await known.places.read());
    if (pending !== null) await known.places.drop(pending.place.id);
    if (error.code !== 'cancelled') options.record('move', error);
    if (error.code !== 'cancelled') session.set('session:places', 'failure', { kind, error: encodeError(error) });
    end();
    if (error.code !== 'cancelled') options.notices.tell('move-failed', { code: error.code });
    await options.recover();
  };

  const end = () => {
    moving = null;
    if (refusal !== null && writer.refusal === refusal) writer.refuse(null);
    quiet.hold('moving', false);
    session.remove('session:places', 'move');
  };

  const begin = (kind: EngineKind) => {
    const abort = new AbortController();
    moving = abort;
    session.remove('session:places', 'failure');
    say({ kind, phase: 'waiting', done: 0, total: 0 });
    return abort.signal;
  };

  const go = (kind: EngineKind, signal: AbortSignal) => {
    work = perform(kind, signal).catch((thrown: unknown) => {
      // The list of places could not be changed: the next start finds it as it is.
      options.record('move', thrown);
      end();
    });
  };

  const refuseWrites = (kind: EngineKind) => {
    quiet.hold('moving', true);
    const message = `Your things are being moved to ${NAMES[kind]}. They can be read; changes wait until it is done.`;
    refusal = new AppError('read-only', message, { retryable: true });
    writer.refuse(refusal);
  };

  const refuseWithoutRoom = async () => {
    const { storage } = await options.usage().read();
    const wanted = Math.round((await store.sizeBytes()) * ROOM_SHARE);
    const free = storage.quotaBytes === 0 ? Number.POSITIVE_INFINITY : storage.quotaBytes - storage.usageBytes;
    if (wanted <= free) return;
    const message = 'There is no room for the copy that a move makes first. Make some, then try again.';
    throw new AppError('storage-full', message, { details: { wanted, free } });
  };

  const refuseOthers = async ({ places: known }: ReturnType<typeof here>) => {
    refuseSecond(await known.read());
    if (writer.refusal !== null) throw writer.refusal;
    if (!(await options.isActing())) return;
    const message = 'Something is being added or answered. Wait for it, or stop it; then the move can begin.';
    throw new AppError('conflict', message);
  };

  const measure = (kept: Place): Promise<PlaceMeasure> => {
    const found = measured.get(kept.id) ?? here().places.measure(kept);
    measured.set(kept.id, found);
    return found;
  };

  const viewKept = async (each: Place): Promise<KeptPlace> => {
    const { bytes, changedMs } = await measure(each);
    return { id: each.id, kind: each.kind, leftMs: changedMs, sizeBytes: bytes };
  };

  return {
    async holdBack() {
      if (place === null || places === null) return false;
      const pending = pendingMove(await places.read());
      if (pending?.note.from !== place.id) return false;
      refuseWrites(pending.place.kind);
      return true;
    },
    async resume() {
      const pending = pendingMove(await here().places.read());
      if (pending !== null) go(pending.place.kind, begin(pending.place.kind));
    },
    async start(kind) {
      const known = here();
      if (moving !== null) throw new AppError('conflict', 'Your things are being moved already.');
      const signal = begin(kind);
      try {
        await refuseOthers(known);
        await refuseWithoutRoom();
        quiet.hold('moving', true);
        await restOrNot(options);
        refuseWrites(kind);
        await writer.exclusive(async () => undefined); // what was queued before is written
      } catch (thrown) {
        end();
        throw thrown;
      }
      go(kind, signal);
    },
    async stop() {
      moving?.abort();
      await work;
    },
    async removeKept(id) {
      const known = here();
      const { kept } = await known.places.read();
      if (!kept.some((each) => each.id === id)) throw new AppError('not-found', 'That is not here any more.');
      await known.places.drop(id);
      session.set('session:places', 'removed', id);
    },
    async openPlace(id) {
      const known = here();
      if (moving !== null) throw new AppError('conflict', 'Your things are being moved. Wait for it, or stop it.');
      const { current, kept, pending } = await known.places.read();
      if (current?.id === id) return; // asked once more, by who heard no answer
      const restored = pending !== null && isReady(pending) ? [pending.place] : [];
      const chosen = [...kept, ...restored].find((each) => each.id === id);
      if (chosen === undefined) throw new AppError('not-found', 'That is not here any more.');
      writer.refuse(new AppError('read-only', 'Another store is being opened.', { retryable: true }));
      await writer.exclusive(async () => undefined); // what was queued before is written
      try {
        await known.places.switchTo(chosen);
      } catch (thrown) {
        writer.refuse(null);
        throw thrown;
      }
      options.restart();
      await new Promise(() => undefined); // the next kernel answers
    },
    async view() {
      const all = (await places?.read()) ?? null;
      return {
        current: place === null ? null : { kind: place.kind, madeMs: place.madeMs, purpose: place.purpose },
        kept: await Promise.all((all?.kept ?? []).map(viewKept)),
        move: session.get('session:places', 'move') ?? null,
        failure: session.get('session:places', 'failure') ?? null,
      };
    },
    async keepsOthers() {
      const all = await places?.read();
      return all !== undefined && (all.kept.length > 0 || all.pending !== null);
    },
    async close() {
      closing = true;
      moving?.abort();
      await work;
    },
  };
}

function restOrNot({ resting, after }: Pick<StoreMoveOptions, 'resting' | 'after'>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = after(REST_MS, resolve);
    const done = () => {
      cancel();
      resolve();
    };
    resting().then(done, done);
  });
}
