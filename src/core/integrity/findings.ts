import type { Id } from '../ids.ts';

/** What checks of the store find wrong, and what follows from it. */

/** `files`: of the engine; `pages`: cannot be read; `log`: of changes; `rows`: against the log; `texts`: against their hash. */
export const CHECKED = ['files', 'pages', 'log', 'rows', 'references', 'texts', 'originals', 'search'] as const;
export type Checked = (typeof CHECKED)[number];

/**
 * `lost`: it was stored, and is not here any more. `damaged`: it is here and cannot be trusted. `derived`: it can be made again
 * from what is here.
 */
export type Severity = 'lost' | 'damaged' | 'derived';

/** `rebuild`: by itself. `salvage`: what can be read goes into a new place, with a backup. `original`: needs its file again. */
export type Repair = 'rebuild' | 'salvage' | 'original';

/** Stable names of what is wrong, which the interface has sentences for. */
export const FAULTS = [
  'altered-file', // a file is not as it was when the store was closed
  'missing-file',
  'unreadable', // rows that the engine refuses
  'index-differs', // an index of the engine does not name the rows
  'writes-missing', // changes that were acknowledged are not in the log
  'log-gap',
  'row-differs', // a row says something else than the log
  'row-missing',
  'row-unlogged', // a row with cells that no operation has written
  'reference-broken',
  'text-altered',
  'text-missing',
  'chunks-differ',
  'bytes-altered',
  'bytes-missing',
  'index-behind',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface Finding {
  readonly check: Checked;
  readonly fault: Fault;
  /** A table, or a file by its path; null where it concerns the store. */
  readonly where: string | null;
  readonly count: number;
  /** Of rows, hashes of originals, names of indexes: the first of them. */
  readonly ids: readonly string[];
  readonly severity: Severity;
  readonly repair: Repair;
}

/** So many are repaired at once; the next check finds the others. */
const MOST_IDS = 500;

type Kind = Pick<Finding, 'check' | 'severity' | 'repair'>;

const salvage = (check: Checked, severity: Severity): Kind => ({ check, severity, repair: 'salvage' });
const rebuild = (check: Checked): Kind => ({ check, severity: 'derived', repair: 'rebuild' });

const KINDS: Readonly<Record<Fault, Kind>> = {
  'altered-file': salvage('files', 'damaged'),
  'missing-file': salvage('files', 'lost'),
  unreadable: salvage('pages', 'damaged'),
  'index-differs': salvage('pages', 'damaged'),
  'writes-missing': salvage('log', 'lost'),
  'log-gap': salvage('log', 'lost'),
  'row-differs': salvage('rows', 'damaged'),
  'row-missing': salvage('rows', 'lost'),
  'row-unlogged': salvage('rows', 'damaged'),
  'reference-broken': salvage('references', 'damaged'),
  'text-altered': rebuild('texts'),
  'text-missing': rebuild('texts'),
  'chunks-differ': rebuild('texts'),
  'bytes-altered': { check: 'originals', severity: 'damaged', repair: 'original' },
  'bytes-missing': { check: 'originals', severity: 'lost', repair: 'original' },
  'index-behind': rebuild('search'),
};

export function finding(
  fault: Fault,
  where: string | null,
  ids: readonly (string | Id)[],
  count = ids.length,
): Finding {
  return { ...KINDS[fault], fault, where, count, ids: ids.slice(0, MOST_IDS) };
}

/** Whether writing on could make it worse: then the store is read only until it is repaired. */
export const forbidsWriting = (findings: readonly Finding[]): boolean =>
  findings.some(({ repair }) => repair === 'salvage');

/** One finding for each fault and place. */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const each of findings) {
    const key = `${each.fault} ${each.where}`;
    const held = merged.get(key);
    const ids = [...new Set([...(held?.ids ?? []), ...each.ids])].slice(0, MOST_IDS);
    merged.set(key, held === undefined ? each : { ...held, count: held.count + each.count, ids });
  }
  return [...merged.values()];
}

/** What a check before the first write found; kept with the status of the kernel. */
export interface BootCheck {
  readonly tookMs: number;
  /** Whether the store was closed in order the last time; null where nothing tells. */
  readonly closedCleanly: boolean | null;
  readonly findings: readonly Finding[];
}

export interface DeepCheck {
  readonly atMs: number;
  readonly tookMs: number;
  readonly rows: number;
  readonly originals: number;
  readonly findings: readonly Finding[];
}

/** As it is kept beside the store. */
export const briefly = (findings: readonly Finding[]): Finding[] =>
  findings.slice(0, 12).map((each) => ({ ...each, ids: each.ids.slice(0, 3) }));

/** What the interface is told of the state of the store. */
export interface HealthView {
  /** Whether nothing can be changed because of what was found. */
  readonly readOnly: boolean;
  readonly boot: BootCheck;
  /** The last one that came to its end; null where none did. */
  readonly deep: DeepCheck | null;
  /** The one that is under way. */
  readonly checking: { readonly done: number; readonly total: number | null } | null;
  /** Things that were made again since the kernel was opened. */
  readonly rebuilt: number;
  /** What a repair made, which waits to be taken into use. */
  readonly salvage: SalvageReport | null;
  readonly salvaging: { readonly done: number; readonly total: number | null } | null;
}

export interface SalvagedTable {
  readonly name: string;
  /** Rows that could be read. */
  readonly read: number;
  /** Places at which nothing could be read: pages of PostgreSQL, rows of SQLite. */
  readonly unreadable: number;
  /** Rows that there are in the new store. */
  readonly rows: number;
}

export interface SalvageReport {
  /** When the backup that was used was made; null where there was none. */
  readonly backupMs: number | null;
  readonly tables: readonly SalvagedTable[];
  /** What a check of the new store still finds. */
  readonly left: readonly Finding[];
}
