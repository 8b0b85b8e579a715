import { createMemoryDraftFiles } from '../src/adapters/export/draft-files.ts';
import { createZipWriter } from '../src/adapters/export/zip-writer.ts';
import { EXPORT_FORMAT, type ExportManifest, MANIFEST_PATH, tablePath } from '../src/core/export/manifest.ts';
import { readPages } from '../src/db/logical/copy-rows.ts';
import { digestTable } from '../src/db/logical/digest.ts';
import { readShapes } from '../src/db/logical/shapes.ts';
import { MIGRATIONS } from '../src/db/migrations/index.ts';
import { openTestSqlite } from './open-test-store.ts';

export interface History {
  readonly tables: Readonly<Record<string, readonly Record<string, unknown>[]>>;
}

/** What a Hearth of that version would have exported of a kept store: rows, no originals. */
export async function exportOfHistory({ tables: rows }: History, version: number): Promise<Blob> {
  const store = await openTestSqlite(MIGRATIONS.slice(0, version), { nowMs: () => 1 });
  const zip = await createZipWriter(await createMemoryDraftFiles().create(), 1);
  const tables: ExportManifest['tables'] = [];
  for (const shape of await readShapes(store)) {
    for (const row of rows[shape.name] ?? []) {
      const columns = shape.columns.filter(({ name, type }) => name in row && (row[name] !== null || type === 'json'));
      const values = columns.map(({ name, type }) => (type === 'json' ? JSON.stringify(row[name]) : row[name]));
      const places = columns.map((_, at) => `$${at + 1}`).join(', ');
      await store.query(
        `insert into ${shape.name} (${columns.map(({ name }) => `"${name}"`).join(', ')}) values (${places})`,
        values,
      );
    }
    const pages = await Array.fromAsync(readPages(store, shape));
    const text = pages.flatMap(({ lines }) => lines.map((line) => `${line}\n`)).join('');
    const { sizeBytes } = await zip.stream(tablePath(shape.name), [new TextEncoder().encode(text)]);
    const { rows: count, sha256 } = await digestTable(store, shape);
    tables.push({
      name: shape.name,
      path: tablePath(shape.name),
      columns: [...shape.columns],
      rows: count,
      sizeBytes,
      sha256,
    });
  }
  await store.close();
  const manifest: ExportManifest = {
    format: EXPORT_FORMAT,
    schemaVersion: version,
    appVersion: 'old',
    engine: 'SQLite',
    madeMs: 1,
    tables,
    originals: [],
    notes: [],
    missing: [],
  };
  await zip.stream(MANIFEST_PATH, [new TextEncoder().encode(JSON.stringify(manifest))]);
  return zip.finish();
}
