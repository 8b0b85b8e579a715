import { sql } from 'kysely';
import { applyOperation, clocksOf, EVERY_CELL, type Hlc, type Replica, type ReplicaCell } from '../../core/changes.ts';
import { type Fault, type Finding, finding } from '../../core/integrity/findings.ts';
import { SYNCED_COLUMNS, toCell } from '../tables/cells.ts';
import { operationsOfRows } from '../tables/change-log.ts';
import type { SyncedTable } from '../tables/scopes.ts';
import { canonical } from './canonical.ts';
import type { Cursor, SliceContext, SliceResult, Step } from './slice.ts';

/** That each row of a synced table says, cell by cell, what the newest operation of the log has written. */

const ROWS = 100;

export const rowsStep = (table: SyncedTable): Step => ({
  name: `rows ${table}`,
  where: table,
  run: (context, after) => compareRows(context, table, after),
});

interface Row extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly clocks: Readonly<Record<string, Hlc>>;
}

async function compareRows({ db }: SliceContext, table: SyncedTable, after: Cursor | null): Promise<SliceResult> {
  const behind = after === null ? sql`` : sql`where id > ${after[0]}`;
  const read = await sql<Row>`select * from ${sql.table(table)} ${behind} order by id limit ${sql.lit(ROWS)}`.execute(
    db,
  );
  const keys = read.rows.map(({ id }) => id);
  const replica: Replica = new Map();
  for (const operation of await operationsOfRows(db, table, keys)) applyOperation(replica, operation);
  const floors = await readFloors({ db });
  const logged = replica.get(table);
  const findings = read.rows.flatMap((row) => {
    const fault = compareRow(table, row, logged?.get(row.id) ?? new Map(), floors);
    return fault === null ? [] : [finding(fault, table, [row.id])];
  });
  const last = keys.at(-1);
  if (last !== undefined && keys.length === ROWS) return { findings, next: [last], rows: keys.length };
  return { findings: [...findings, ...(await missingRows({ db }, table))], next: null, rows: keys.length };
}

type Floors = ReadonlyMap<string, Hlc>;

async function readFloors({ db }: Pick<SliceContext, 'db'>): Promise<Floors> {
  const rows = await db.selectFrom('log_floors').select(['device_id', 'hlc']).execute();
  return new Map(rows.map(({ device_id, hlc }) => [device_id, hlc]));
}

/** A clock ends in the id of its device. */
const DEVICE_AT = 18;

function compareRow(
  table: SyncedTable,
  row: Row,
  logged: ReadonlyMap<string, ReplicaCell>,
  floors: Floors,
): Fault | null {
  const columns: Readonly<Record<string, 'plain' | 'json' | 'bytes'>> = SYNCED_COLUMNS[table];
  const clocks = clocksOf(row.clocks, Object.keys(columns));
  const isShortened = (clock: Hlc) => clock <= (floors.get(clock.slice(DEVICE_AT)) ?? '');
  for (const [column, kind] of Object.entries(columns)) {
    const clock = clocks[column] ?? row.clocks[EVERY_CELL] ?? '';
    const newest = logged.get(column);
    const value = toCell(kind, row[column]);
    // It is a cell only since things can be moved: what was made before has it beside the cells.
    if (column === 'workspace_id' && newest === undefined) continue;
    if (newest !== undefined && newest.hlc > clock) return 'row-differs';
    if (newest?.hlc === clock) {
      if (canonical(newest.value) !== canonical(value)) return 'row-differs';
    } else if (value !== null && !isShortened(clock)) return 'row-unlogged';
  }
  return null;
}

/** Rows that the log speaks of. */
async function missingRows({ db }: Pick<SliceContext, 'db'>, table: SyncedTable): Promise<Finding[]> {
  const { rows } = await sql<{ key: string }>`select distinct l.key from change_log as l
    where l.table_name = ${table} and not exists (select 1 from ${sql.table(table)} as t where t.id = l.key)`.execute(
    db,
  );
  const keys = rows.map(({ key }) => key);
  return keys.length === 0 ? [] : [finding('row-missing', table, keys)];
}
