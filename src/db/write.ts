import type { Kysely } from 'kysely';
import { type Cells, clocksOf, EVERY_CELL, type Hlc, type Operation, tickHlc } from '../core/changes.ts';
import { AppError } from '../core/errors.ts';
import type { Id, IdSource } from '../core/ids.ts';
import type { Clock } from '../core/ports.ts';
import { partsOf, type SqlParts } from './sql-parts.ts';
import type { Statement, Store } from './store.ts';
import { cellsOf, columnKind, SYNCED_COLUMNS, toCell, toParameter } from './tables/cells.ts';
import type { Database } from './tables/schema.ts';
import type { DeviceTable, SyncedTable } from './tables/scopes.ts';

/**
 * The one write path: a serial queue, one unit of writes each, one transaction with the change log, then notice.
 * Nothing else in Hearth changes a row.
 */

export type RowValues = Readonly<Record<string, unknown>>;

export interface Compilable {
  compile(): Statement;
}

/** What a handler writes with. Nothing is written before the unit's body has resolved. */
export interface WriteUnit {
  readonly commandId: Id;
  readonly nowMs: number;
  newId(): Id;
  /** A new row of a synced table; in the workspace of the write, unless another one is named. */
  insert(table: SyncedTable, key: Id, values: RowValues, workspaceId?: Id): void;
  /** Changes cells of a row that is there; rejects with `not-found`. Cells that hold the value already are left out. */
  patch(table: SyncedTable, key: Id, values: RowValues): Promise<void>;
  /** A statement on tables of this device, in order. */
  device(tables: DeviceTable | readonly DeviceTable[], statement: Compilable): void;
  /** Runs after the commit, in order; for what follows from it in memory. */
  afterCommit(effect: () => void): void;
}

export interface WriteMeta {
  readonly commandId: Id;
  readonly type: string;
  readonly workspaceId: Id;
  /** `user`, `run:<id>`, or `kernel` for what nobody asked for. */
  readonly actor: string;
  /** Whether the outcome is kept by the command's id, so that a repeat is answered with it and not applied again. */
  readonly remember: boolean;
}

export interface Committed<T> {
  readonly value: T;
  readonly repeated: boolean;
  readonly operations: readonly Operation[];
}

export interface CommitNotice {
  readonly tables: ReadonlySet<SyncedTable | DeviceTable>;
  readonly operations: readonly Operation[];
}

export interface Writer {
  /** Rejects with what the body throws; then nothing was written. */
  write<T>(meta: WriteMeta, body: (unit: WriteUnit) => Promise<T> | T): Promise<Committed<T>>;
  /**
   * Runs `work` when what is queued before it has been written, and holds all writes back until it is over: for a look at
   * the rows, or at what lies beside them, that no write may change. Short, or with writes refused meanwhile.
   */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /**
   * From now on every write rejects with this; null to write again, unless somebody else refuses it. What is queued already is
   * still written. `by`: each has one reason.
   */
  refuse(reason: AppError | null, by?: 'move' | 'damage'): void;
  /** Why writes are refused. */
  readonly refusal: AppError | null;
  /** Resolves when what is queued now has been written or refused. */
  idle(): Promise<void>;
  readonly queued: number;
}

export interface WriterOptions {
  readonly store: Store;
  readonly db: Kysely<Database>;
  readonly deviceId: Id;
  readonly schemaVersion: number;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly onCommit: (notice: CommitNotice) => void;
  /** The log cannot be read, so nothing may be written: whoever is told refuses it, or throws what it was told. Default: it throws. */
  readonly onUnreadable?: (thrown: unknown) => void;
}

interface PendingRow {
  readonly table: SyncedTable;
  readonly key: Id;
  readonly made: boolean;
  readonly values: Record<string, unknown>;
  /** The cells as they were; null for a row that is made. */
  readonly before: Record<string, unknown> | null;
  readonly seen: Readonly<Record<string, Hlc>>;
  /** Where it is not that of the write. */
  readonly workspaceId?: Id | undefined;
}

interface LogState {
  sequence: number;
  hlc: Hlc | null;
}

/** Opens the write path on a migrated store: picks up the device's sequence and clock where they ended. */
export async function openWriter(options: WriterOptions): Promise<Writer> {
  const { store, db, deviceId } = options;
  const log = await readLogState(db, deviceId).catch((thrown: unknown): LogState => {
    if (options.onUnreadable === undefined) throw thrown;
    options.onUnreadable(thrown);
    return { sequence: 0, hlc: null };
  });
  let tail: Promise<unknown> = Promise.resolve();
  let queued = 0;
  const refusals = new Map<string, AppError>();
  const refusalNow = () => refusals.get('damage') ?? refusals.get('move') ?? null;

  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    queued++;
    const done = tail.then(work).finally(() => queued--);
    tail = done.catch(() => undefined); // told to whoever queued it
    return done;
  };

  const perform = async <T>(meta: WriteMeta, body: (unit: WriteUnit) => Promise<T> | T): Promise<Committed<T>> => {
    const unit = createUnit(options, meta);
    const done = await commit(unit, body).catch(async (thrown: unknown): Promise<Committed<T>> => {
      const earlier = meta.remember ? await recall<T>(db, meta.commandId) : undefined;
      if (earlier === undefined) throw thrown;
      return { value: earlier.outcome, repeated: true, operations: [] };
    });
    if (done.repeated) return done;
    for (const effect of unit.effects) effect();
    options.onCommit({ tables: unit.tables(), operations: done.operations });
    return done;
  };

  const commit = async <T>(unit: OpenUnit, body: (unit: WriteUnit) => Promise<T> | T): Promise<Committed<T>> => {
    const value = await body(unit);
    const operations = unit.operations(log);
    const last = operations.at(-1);
    try {
      await store.batch(unit.statements(operations, value));
      if (last !== undefined) Object.assign(log, { sequence: last.sequence, hlc: last.hlc });
    } catch (thrown) {
      // A failure can come after the commit, as when the housekeeping that follows it finds a full disk: the log knows.
      Object.assign(log, await readLogState(db, deviceId));
      if (log.hlc !== last?.hlc) throw thrown;
    }
    return { value, repeated: false, operations };
  };

  return {
    async write(meta, body) {
      const refusal = refusalNow();
      if (refusal !== null) throw refusal;
      return enqueue(() => perform(meta, body));
    },
    exclusive: (work) => enqueue(work),
    refuse(reason, by = 'move') {
      if (reason === null) refusals.delete(by);
      else refusals.set(by, reason);
    },
    get refusal() {
      return refusalNow();
    },
    idle: async () => void (await tail),
    get queued() {
      return queued;
    },
  };
}

/** What was taken out of the log on purpose counts too: a number or a clock is never given again. */
async function readLogState(db: Kysely<Database>, deviceId: Id): Promise<LogState> {
  const own = await db
    .selectFrom('change_log')
    .select((eb) => eb.fn.max('sequence').as('sequence'))
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  const newest = await db
    .selectFrom('change_log')
    .select((eb) => eb.fn.max('hlc').as('hlc'))
    .executeTakeFirst();
  const floors = await db.selectFrom('log_floors').selectAll().execute();
  const dropped = floors.find((floor) => floor.device_id === deviceId)?.sequence ?? 0;
  const clocks = [newest?.hlc ?? null, ...floors.map(({ hlc }) => hlc)].filter((hlc) => hlc !== null).sort();
  return { sequence: Math.max(Number(own?.sequence ?? 0), Number(dropped)), hlc: clocks.at(-1) ?? null };
}

async function recall<T>(db: Kysely<Database>, commandId: Id): Promise<{ outcome: T } | undefined> {
  const row = await db.selectFrom('commands').select('outcome').where('id', '=', commandId).executeTakeFirst();
  return row === undefined ? undefined : { outcome: (row.outcome ?? undefined) as T };
}

interface OpenUnit extends WriteUnit {
  readonly effects: readonly (() => void)[];
  operations(log: LogState): Operation[];
  statements(operations: readonly Operation[], outcome: unknown): Statement[];
  tables(): ReadonlySet<SyncedTable | DeviceTable>;
}

function createUnit(options: WriterOptions, meta: WriteMeta): OpenUnit {
  const { db, ids, clock, deviceId, schemaVersion } = options;
  const nowMs = clock.nowMs();
  const rows = new Map<string, PendingRow>();
  const deviceStatements: Statement[] = [];
  const touched = new Set<SyncedTable | DeviceTable>();
  const effects: (() => void)[] = [];

  const patch = async (table: SyncedTable, key: Id, values: RowValues) => {
    const pending = rows.get(`${table}/${key}`);
    if (pending?.made) return void Object.assign(pending.values, values);
    const held = pending?.before ?? (await readRow(db, table, key));
    const all = Object.fromEntries(
      Object.entries({ ...pending?.values, ...values }).filter(
        ([column, value]) => !sameValue(table, column, value, held[column]),
      ),
    );
    if (Object.keys(all).length === 0) return void rows.delete(`${table}/${key}`);
    const clocks = clocksOf(held['clocks'] as Record<string, Hlc>, Object.keys(all));
    const seen = Object.fromEntries(Object.keys(all).flatMap((column) => pairOf(column, clocks[column])));
    rows.set(`${table}/${key}`, { table, key, made: false, values: all, before: held, seen });
  };

  return {
    commandId: meta.commandId,
    nowMs,
    newId: () => ids.next(),
    insert(table, key, values, workspaceId) {
      const columns = Object.keys(SYNCED_COLUMNS[table]);
      const all = {
        ...Object.fromEntries(columns.map((column) => [column, null])),
        ...(columns.includes('workspace_id') ? { workspace_id: workspaceId ?? meta.workspaceId } : {}),
        ...values,
      };
      rows.set(`${table}/${key}`, { table, key, made: true, values: all, before: null, seen: {}, workspaceId });
    },
    patch,
    device(tables, statement) {
      for (const table of typeof tables === 'string' ? [tables] : tables) touched.add(table);
      const { sql, parameters } = statement.compile();
      deviceStatements.push({ sql, parameters });
    },
    afterCommit: (effect) => void effects.push(effect),
    effects,
    operations(log) {
      let { sequence, hlc } = log;
      return [...rows.values()].map(({ table, key, values, seen, workspaceId = meta.workspaceId }) => {
        hlc = tickHlc(hlc, nowMs, deviceId);
        sequence += 1;
        const { actor, commandId } = meta;
        return {
          deviceId,
          sequence,
          hlc,
          schemaVersion,
          workspaceId,
          actor,
          commandId,
          table,
          key,
          cells: cellsOf(table, values),
          seen,
        };
      });
    },
    statements(operations, outcome) {
      const pending = [...rows.values()];
      const synced = pending.flatMap((row, at) => {
        const operation = operations[at];
        return operation === undefined ? [] : [rowStatement(partsOf(db), row, operation)];
      });
      const logged = operations.map((operation, at) => logStatement(operation, pending[at]?.before ?? null));
      const remembered = meta.remember ? [commandStatement(meta, outcome, nowMs)] : [];
      return [...remembered, ...synced, ...logged, ...deviceStatements];
    },
    tables: () =>
      new Set([
        ...touched,
        ...[...rows.values()].map((row) => row.table),
        ...(rows.size > 0 ? (['change_log'] as const) : []),
        ...(meta.remember ? (['commands'] as const) : []),
      ]),
  };
}

const pairOf = (column: string, clock: Hlc | undefined): [string, Hlc][] =>
  clock === undefined ? [] : [[column, clock]];

function sameValue(table: SyncedTable, column: string, next: unknown, held: unknown): boolean {
  const kind = columnKind(table, column);
  return JSON.stringify(toCell(kind, next)) === JSON.stringify(toCell(kind, held));
}

async function readRow(db: Kysely<Database>, table: SyncedTable, key: Id): Promise<Record<string, unknown>> {
  const row = await db.selectFrom(table).selectAll().where('id', '=', key).executeTakeFirst();
  if (row === undefined) throw new AppError('not-found', 'That is not here any more.', { details: { table } });
  return row;
}

function rowStatement(parts: SqlParts, { table, key, made, values }: PendingRow, operation: Operation): Statement {
  const columns = Object.keys(values);
  const parameters = columns.map((column) => toParameter(columnKind(table, column), values[column]));
  if (made) {
    const clocks = JSON.stringify({ [EVERY_CELL]: operation.hlc });
    const owned = columns.includes('workspace_id');
    const names = ['id', 'clocks', ...(owned ? [] : ['workspace_id']), ...columns];
    const places = names.map((_, at) => `$${at + 1}`);
    return {
      sql: `insert into ${table} (${names.map(quoted).join(', ')}) values (${places.join(', ')})`,
      parameters: [key, clocks, ...(owned ? [] : [operation.workspaceId]), ...parameters],
    };
  }
  const clocks = JSON.stringify(Object.fromEntries(columns.map((column) => [column, operation.hlc])));
  const sets = columns.map((column, at) => `${quoted(column)} = $${at + 3}`);
  return {
    sql: `update ${table} set ${sets.join(', ')}, clocks = ${parts.withMembers('clocks', '$2')} where id = $1`,
    parameters: [key, clocks, ...parameters],
  };
}

const quoted = (name: string) => `"${name}"`;

/** One for each operation, so that the engine has planned it once for all. */
const INSERT_LOG = `insert into change_log (device_id, sequence, hlc, schema_version, workspace_id, actor, command_id,
  table_name, key, cells, seen, before) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

function logStatement(operation: Operation, before: Record<string, unknown> | null): Statement {
  const { deviceId, sequence, hlc, schemaVersion, workspaceId, actor, commandId, table, key, cells, seen } = operation;
  const held = before === null ? null : JSON.stringify(beforeCells(operation, before));
  const written = [JSON.stringify(cells), JSON.stringify(seen), held];
  return {
    sql: INSERT_LOG,
    parameters: [deviceId, sequence, hlc, schemaVersion, workspaceId, actor, commandId, table, key, ...written],
  };
}

function beforeCells(operation: Operation, before: Record<string, unknown>): Cells {
  const table = operation.table as SyncedTable;
  return Object.fromEntries(
    Object.keys(operation.cells).map((column) => [column, toCell(columnKind(table, column), before[column])]),
  );
}

const commandStatement = (meta: WriteMeta, outcome: unknown, nowMs: number): Statement => ({
  sql: 'insert into commands (id, type, workspace_id, actor, outcome, at_ms) values ($1, $2, $3, $4, $5, $6)',
  parameters: [meta.commandId, meta.type, meta.workspaceId, meta.actor, JSON.stringify(outcome ?? null), nowMs],
});
