import type { Migration } from '../migrate.ts';

/** A row for each file of an import, so that its state does not have to be written as a whole for each step. */
export const importFiles: Migration = {
  version: 2,
  name: 'import-files',
  statements: [
    `create table import_files (
      run_id uuid not null references runs (id) on delete cascade, ordinal integer not null, path text not null,
      size_bytes bigint not null, media_type text not null, modified_ms bigint not null, status text not null,
      code text, reason text, blob_hash text, item_id uuid, primary key (run_id, ordinal))`,
    `create index import_files_by_status on import_files (run_id, status, ordinal)`,
    // What is known of a source file by its path finds the item to update when the same folder is dropped again.
    `alter table items add column source_path text`,
    `update items set source_path = case when folder = '' then file_name else folder || '/' || file_name end
      where file_name is not null`,
    `drop index items_by_path`,
    `create index items_by_source on items (workspace_id, source_path)`,
    `create index items_by_blob on items (blob_hash)`,
  ],
};
