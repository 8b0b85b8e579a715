import { type AppError, type ErrorCode, toAppError } from '../core/errors.ts';
import { type EngineKind, type OpenedStore, type OpenStoreOptions, openStore } from './open.ts';
import { findStoreDirectory, hasStore, PGLITE_LAYOUT, removeHalfMade, SQLITE_LAYOUT } from './stores/directory.ts';

/** Which engine holds, or will hold, the data of this origin. */

const LAYOUTS = { pglite: PGLITE_LAYOUT, sqlite: SQLITE_LAYOUT } as const satisfies Record<EngineKind, unknown>;
const NAMES = { pglite: 'PostgreSQL', sqlite: 'SQLite' } as const satisfies Record<EngineKind, string>;

export interface EngineChoice {
  readonly kind: EngineKind;
  /** Whether a store of that kind is here already. */
  readonly made: boolean;
}

/** Where there is data it decides; `wish` only where there is none. Rejects with `storage-denied`. */
export async function chooseEngine(wish: EngineKind | null, root = ''): Promise<EngineChoice> {
  for (const kind of ['pglite', 'sqlite'] as const) {
    if (await hasStore(root, LAYOUTS[kind])) return { kind, made: true };
  }
  return { kind: wish ?? 'pglite', made: false };
}

export interface OpenChosenOptions extends Omit<OpenStoreOptions, 'kind' | 'engine'> {
  /** What the user asked for; null for what suits. */
  readonly wish: EngineKind | null;
  /** An engine that has been loaded before. */
  readonly loaded?: { readonly kind: EngineKind; readonly engine: Promise<WebAssembly.Module> };
}

export interface OpenedChosen extends OpenedStore {
  /** In a sentence, why it is not the engine that was asked for or the usual one; null where it is. */
  readonly reason: string | null;
}

/**
 * Opens the store where its data is. Where there is none, makes one: with the engine that was asked for, else with
 * PostgreSQL, and where this browser cannot run that, with SQLite. Rejects as `openStore` does.
 */
export async function openChosenStore({ wish, loaded, ...options }: OpenChosenOptions): Promise<OpenedChosen> {
  const { kind, made } = await chooseEngine(wish, options.root);
  const open = (chosen: EngineKind) =>
    openStore({ ...options, kind: chosen, ...(loaded?.kind === chosen ? { engine: loaded.engine } : {}) });
  try {
    const reason = wish === null || wish === kind ? null : keptElsewhere(wish, kind);
    return { ...(await open(kind)), reason };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (made || wish !== null || kind !== 'pglite' || !UNABLE.has(error.code)) throw error;
    await removeHalfMade(await findStoreDirectory(options.root ?? '', PGLITE_LAYOUT));
    return { ...(await open('sqlite')), reason: cannotRun(error) };
  }
}

/** What a browser that cannot run PostgreSQL fails with; another attempt would fail alike. */
const UNABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['unsupported', 'internal', 'store-corrupt']);

const keptElsewhere = (wish: EngineKind, kind: EngineKind) =>
  `${NAMES[wish]} was asked for. Your things are in ${NAMES[kind]} already and stay there: an engine is chosen when Hearth is opened for the first time.`;

const cannotRun = ({ message }: AppError) =>
  `Your things are kept in SQLite: PostgreSQL does not run in this browser. ${message}`;
