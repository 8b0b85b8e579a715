import type { PGlite } from '@electric-sql/pglite';
import type { Housekeeping } from './pglite-store.ts';

/** A database in memory has no files to keep in order. */
export function createMemoryHousekeeping(db: PGlite): Housekeeping {
  return {
    engine: 'pglite-memory',
    persistent: false,
    async betweenStatements() {},
    async afterWrite() {},
    async maintain() {},
    async sizeBytes() {
      const { rows } = await db.query<{ bytes: number }>('SELECT pg_database_size(current_database())::int8 AS bytes');
      return Number(rows[0]?.bytes ?? 0);
    },
  };
}
