import type { Migration } from '../migrate.ts';

/** What a store that can be trusted needs: history that is thinned, a bin that is emptied, checks, incidents, archives. */
export const trust: Migration = {
  version: 6,
  name: 'trust',
  statements: [
    // Of an item whose contents are gone for good: the row stays as its tombstone.
    `alter table items add column purged_ms bigint`,
    // What is left of an item's past when the change log has been shortened: its text at a time.
    `create table item_versions (
      id uuid primary key, item_id uuid not null, at_ms bigint not null, hlc text not null, device_id uuid not null,
      actor text not null, title text not null, text text not null)`,
    `create index item_versions_by_item on item_versions (item_id, hlc)`,
    // Up to where the log of a device has been shortened: what is missing at or below it was taken out on purpose.
    `create table log_floors (device_id uuid primary key, sequence bigint not null, hlc text not null)`,
    // The last outcome of each kind of check, backup and drill.
    `create table checks (name text primary key, at_ms bigint not null, outcome jsonb not null)`,
    // Errors as they were told, without contents; one row for what comes again.
    `create table incidents (
      id uuid primary key, at_ms bigint not null, code text not null, place text not null, message text not null,
      times integer not null)`,
    `create index incidents_by_time on incidents (at_ms)`,
    // Old things are kept in files, which are blobs like originals; the rows of items stay, the rows of their texts go into the files.
    `create table archives (id uuid primary key, name text not null, created_ms bigint not null)`,
    `create table archive_parts (
      archive_id uuid not null references archives (id), part integer not null, file text not null, items integer not null,
      size_bytes bigint not null, created_ms bigint not null, primary key (archive_id, part))`,
    // An item has its text in its rows or is named here, never both.
    `create table archived_items (
      item_id uuid primary key, archive_id uuid not null references archives (id), part integer not null,
      text_hash text not null)`,
    `create index archived_items_by_part on archived_items (archive_id, part)`,
  ],
};
