import type { Migration } from '../migrate.ts';

/** What formats other than text bring: details by kind, places in pages and rows, files within files; and connected folders. */
export const formats: Migration = {
  version: 3,
  name: 'formats',
  statements: [
    `alter table items add column details jsonb`,
    `alter table item_texts add column places jsonb not null default '[]'`,
    `alter table item_texts add column folded jsonb not null default '[]'`,
    // Of the words of the text, so that texts that are nearly the same have nearly the same bits.
    `alter table item_texts add column fingerprint bigint`,
    // A file that was in another: what it was taken out of, and the item that it belongs to.
    `alter table import_files add column container integer`,
    `alter table import_files add column parent_item uuid`,
    // A file may be many items: how many of them are new, changed and as before, and what was left out of them.
    {
      postgresql: [
        `alter table import_files add column added integer not null default 0, add column updated integer not null default 0,
      add column unchanged integer not null default 0, add column warnings integer not null default 0`,
        `update import_files set added = (status = 'added')::int, updated = (status = 'updated')::int,
      unchanged = (status = 'unchanged')::int`,
      ],
      sqlite: [
        ...['added', 'updated', 'unchanged', 'warnings'].map(
          (column) => `alter table import_files add column ${column} integer not null default 0`,
        ),
        `update import_files set added = (status = 'added'), updated = (status = 'updated'),
          unchanged = (status = 'unchanged')`,
      ],
    },
    `create table searches (
      id uuid primary key, workspace_id uuid not null, clocks jsonb not null, deleted_ms bigint,
      name text not null, query text not null, created_ms bigint not null)`,
    `create table connected_folders (
      id uuid primary key, workspace_id uuid not null, name text not null, connected_ms bigint not null, checked_ms bigint)`,
    `create table connected_files (
      folder_id uuid not null references connected_folders (id) on delete cascade, path text not null,
      size_bytes bigint not null, modified_ms bigint not null, missing_ms bigint, primary key (folder_id, path))`,
  ],
};
