import type { Id } from './ids.ts';

/**
 * The change log: every write to a synced table, as an operation. One source for sync, history, undo and audit.
 * Last writer wins for each cell, by hybrid logical clock (Kulkarni et al., 2014).
 */

/** Hybrid logical clock as sortable text: 12 hex digits of ms, 4 of counter, then the device's id. */
export type Hlc = string;

/** A value that a cell of a synced table can hold: JSON, with bytes as base64 in `{ $bytes }`. */
export type Cell = null | boolean | number | string | { readonly $bytes: string } | { readonly $json: unknown };

export type Cells = Readonly<Record<string, Cell>>;

export interface Operation {
  readonly deviceId: Id;
  /** Starts at 1 on each device and has no gaps. */
  readonly sequence: number;
  readonly hlc: Hlc;
  readonly schemaVersion: number;
  readonly workspaceId: Id;
  /** Who caused it: a person, or a run by its id. */
  readonly actor: string;
  readonly commandId: Id;
  readonly table: string;
  readonly key: Id;
  /** Only the cells that changed. A row that is made carries all its cells. Deletion is the cell `deleted_ms`. */
  readonly cells: Cells;
  /** For each changed cell, the clock of the value that the writer saw; absent where it saw none. Shows conflicts. */
  readonly seen: Readonly<Record<string, Hlc>>;
}

const encodeHlc = (ms: number, counter: number, deviceId: Id): Hlc =>
  `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${deviceId}`;

function parseHlc(hlc: Hlc): { ms: number; counter: number } {
  const match = /^([0-9a-f]{12})-([0-9a-f]{4})-/.exec(hlc);
  if (match?.[1] === undefined || match[2] === undefined) throw new RangeError(`not a clock: ${hlc}`);
  return { ms: Number.parseInt(match[1], 16), counter: Number.parseInt(match[2], 16) };
}

/** Less than every clock of `ms` and later, greater than every one before it. */
export const clockBound = (ms: number): Hlc => `${Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0')}-`;

/** When by the wall clock of its device; off by what that clock stepped back. */
export const clockMs = (hlc: Hlc): number => parseHlc(hlc).ms;

/** The device whose clock it was. */
export const clockDevice = (hlc: Hlc): Id => hlc.slice(18);

/** The clock after `last` at wall time `nowMs`: always greater than `last`, also when the wall clock steps back. */
export function tickHlc(last: Hlc | null, nowMs: number, deviceId: Id): Hlc {
  if (last === null) return encodeHlc(nowMs, 0, deviceId);
  const { ms, counter } = parseHlc(last);
  if (nowMs > ms) return encodeHlc(nowMs, 0, deviceId);
  return counter < 0xffff ? encodeHlc(ms, counter + 1, deviceId) : encodeHlc(ms + 1, 0, deviceId);
}

/** In a row's stored clocks: the clock of every cell that is not named beside it. */
export const EVERY_CELL = '*';

/** A row's stored clocks, spelled out for its columns. */
export const clocksOf = (
  stored: Readonly<Record<string, Hlc>>,
  columns: readonly string[],
): Readonly<Record<string, Hlc>> => {
  const every = stored[EVERY_CELL];
  if (every === undefined) return stored;
  return Object.fromEntries(columns.map((column) => [column, stored[column] ?? every]));
};

export interface ReplicaCell {
  readonly value: Cell;
  readonly hlc: Hlc;
}

/** Tables by name, rows by key, cells by column: what a log says the synced tables hold. */
export type Replica = Map<string, Map<Id, Map<string, ReplicaCell>>>;

/** Applies an operation to a replica. Commutative, associative and idempotent: the greatest clock wins each cell. */
export function applyOperation(replica: Replica, operation: Operation): void {
  const table = replica.get(operation.table) ?? new Map<Id, Map<string, ReplicaCell>>();
  replica.set(operation.table, table);
  const row = table.get(operation.key) ?? new Map<string, ReplicaCell>();
  table.set(operation.key, row);
  for (const [column, value] of Object.entries(operation.cells)) {
    const held = row.get(column);
    if (held === undefined || held.hlc < operation.hlc) row.set(column, { value, hlc: operation.hlc });
  }
}
