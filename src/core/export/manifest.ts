import { z } from 'zod';
import { AppError } from '../errors.ts';

/**
 * What an export holds, by name, size and SHA-256, in `manifest.json`. The rows of each table lie in `tables/`, a line of
 * JSON each; `originals/` has the user's own files; `notes/` are for people and other programs, and are not read again.
 */

/** Rises when an older Hearth could not read what is written now. */
export const EXPORT_FORMAT = 1;
export const MANIFEST_PATH = 'manifest.json';
/** More than a million files have. */
export const MAX_MANIFEST_BYTES = 512 * 1024 * 1024;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

const tableSchema = z.strictObject({
  name: z.string().regex(/^[a-z_]{1,64}$/),
  path: z.string(),
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })).min(1),
  rows: count,
  sizeBytes: count,
  sha256,
});

const fileSchema = z.strictObject({
  path: z.string(),
  sizeBytes: count,
  sha256,
});

const manifestSchema = z.strictObject({
  format: z.literal(EXPORT_FORMAT),
  /** Of the last migration that the tables have had. */
  schemaVersion: z.number().int().positive(),
  /** Of the Hearth that made it, for people. */
  appVersion: z.string(),
  engine: z.string(),
  /** UTC, in milliseconds since 1970. */
  madeMs: z.number(),
  /** In the order in which they can be loaded: those that are referred to first. */
  tables: z.array(tableSchema),
  /** The SHA-256 of an original is what the rows call it. */
  originals: z.array(fileSchema),
  notes: z.array(fileSchema),
  /** Of originals that the rows name and that were not there, or were damaged, when this was made. */
  missing: z.array(sha256),
});

export type ExportManifest = z.output<typeof manifestSchema>;
export type ExportedTable = z.output<typeof tableSchema>;
export type ExportedFile = z.output<typeof fileSchema>;

const newer = z.object({ format: z.number(), schemaVersion: z.number() }).partial();

/** Rejects with `version-mismatch` for an export of a newer Hearth, and with `backup-damaged` for what is no manifest. */
export function readManifest(text: string, schemaVersion: number): ExportManifest {
  const value = parse(text);
  const versions = newer.safeParse(value).data;
  const format = versions?.format ?? 0;
  if (format > EXPORT_FORMAT || (versions?.schemaVersion ?? 0) > schemaVersion) {
    const message =
      'This export was made by a newer version of Hearth. Update Hearth, then bring it in; nothing was changed.';
    const details = { format, schemaVersion: versions?.schemaVersion ?? 0, known: schemaVersion };
    throw new AppError('version-mismatch', message, { details });
  }
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw damagedEntry(MANIFEST_PATH, `its list of contents is not as it should be (${issue?.path.join('.') ?? ''})`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damagedEntry(MANIFEST_PATH, 'its list of contents cannot be read');
  }
}

/** What is wrong with an archive, and where in it. Nothing was changed by it. */
export function damagedEntry(path: string, what: string, cause?: unknown): AppError {
  const message = `This is no complete export of Hearth: ${what}. Nothing was changed.`;
  return new AppError('backup-damaged', message, { cause, details: { path } });
}

export interface FoundEntry {
  readonly name: string;
  readonly sizeBytes: number;
}

/** The manifest and the entries are the same: none is missing, none is there that it does not know, all sizes are right. */
export function checkListing({ tables, originals, notes }: ExportManifest, entries: readonly FoundEntry[]): void {
  const found = new Map(entries.map(({ name, sizeBytes }) => [name, sizeBytes]));
  const listed = [...tables, ...originals, ...notes];
  const known = new Set([MANIFEST_PATH, GUIDE_PATH]);
  for (const { path, sizeBytes } of listed) {
    if (known.has(path)) throw damagedEntry(path, `its list names “${path}” twice`);
    known.add(path);
    const size = found.get(path);
    if (size === undefined) throw damagedEntry(path, `“${path}” is missing`);
    if (size !== sizeBytes) throw damagedEntry(path, `“${path}” has ${size} bytes instead of ${sizeBytes}`);
  }
  for (const name of found.keys()) {
    if (!known.has(name)) throw damagedEntry(name, `it holds “${name}”, which its list does not name`);
  }
}

export const GUIDE_PATH = 'README.txt';

/** The columns of a table as the code knows them. */
export interface KnownTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** All tables of the version are there, with the columns that they had. */
export function checkTables({ tables }: ExportManifest, known: readonly KnownTable[]): void {
  const exported = new Map(tables.map((table) => [table.name, table]));
  if (exported.size !== tables.length) throw damagedEntry(MANIFEST_PATH, 'its list names a table twice');
  for (const { name, columns } of known) {
    const table = exported.get(name);
    if (table === undefined) throw damagedEntry(`tables/${name}.jsonl`, `the table “${name}” is missing`);
    if (table.path !== tablePath(name) || !sameColumns(table.columns, columns)) {
      throw damagedEntry(table.path, `the table “${name}” is not as this version of it was`);
    }
    exported.delete(name);
  }
  const [unknown] = exported.keys();
  if (unknown !== undefined) throw damagedEntry(MANIFEST_PATH, `it holds a table “${unknown}” that is not known`);
}

export const tablePath = (name: string): string => `tables/${name}.jsonl`;

const sameColumns = (one: KnownTable['columns'], other: KnownTable['columns']): boolean =>
  one.length === other.length &&
  one.every(({ name, type }, at) => name === other[at]?.name && type === other[at]?.type);
