import type { Migration } from '../migrate.ts';

/**
 * Times are UTC milliseconds in `bigint`. Synced tables share `id, workspace_id, clocks, deleted_ms`: `clocks` holds the
 * hybrid logical clock of each cell, so that a merge is decided cell by cell. They have no foreign keys, because
 * another device's rows arrive in any order.
 */
const synced = 'id uuid primary key, workspace_id uuid not null, clocks jsonb not null, deleted_ms bigint';

export const firstTables: Migration = {
  version: 1,
  name: 'first-tables',
  statements: [
    `create table workspaces (${synced}, name text not null, created_ms bigint not null)`,
    `create table items (${synced},
      kind text not null, title text not null, folder text not null, file_name text, media_type text not null,
      blob_hash text, size_bytes bigint not null, language text not null,
      created_ms bigint not null, updated_ms bigint not null)`,
    `create index items_by_update on items (workspace_id, updated_ms desc)`,
    `create index items_by_path on items (workspace_id, folder, file_name)`,
    `create table item_bodies (${synced}, item_id uuid not null, "update" bytea not null)`,
    `create index item_bodies_by_item on item_bodies (item_id, id)`,
    `create table links (${synced},
      from_item uuid not null, to_item uuid, target text not null, kind text not null,
      start_at integer not null, end_at integer not null)`,
    `create index links_by_source on links (from_item)`,
    `create index links_by_goal on links (to_item)`,
    `create table tags (${synced}, item_id uuid not null, tag text not null)`,
    `create index tags_by_item on tags (item_id)`,
    `create index tags_by_tag on tags (workspace_id, tag)`,
    `create table conversations (${synced}, title text not null, created_ms bigint not null, updated_ms bigint not null)`,
    `create table messages (${synced},
      conversation_id uuid not null, parent_id uuid, role text not null, text text not null, status text not null,
      answer jsonb, error jsonb, run_id uuid, created_ms bigint not null)`,
    `create index messages_by_conversation on messages (conversation_id, id)`,
    `create table citations (${synced},
      message_id uuid not null, item_id uuid not null, ordinal integer not null,
      start_at integer not null, end_at integer not null, quote text not null)`,
    `create index citations_by_message on citations (message_id)`,
    `create index citations_by_item on citations (item_id)`,
    `create table preferences (${synced}, key text not null, value jsonb not null)`,

    `create table devices (id uuid primary key, name text not null, created_ms bigint not null, is_self boolean not null)`,
    `create table settings (key text primary key, value jsonb not null)`,
    `create table blobs (hash text primary key, size_bytes bigint not null, media_type text not null, created_ms bigint not null)`,
    `create table commands (
      id uuid primary key, type text not null, workspace_id uuid not null, actor text not null,
      outcome jsonb not null, at_ms bigint not null)`,
    `create table change_log (
      device_id uuid not null, sequence bigint not null, hlc text not null, schema_version integer not null,
      workspace_id uuid not null, actor text not null, command_id uuid not null,
      table_name text not null, key uuid not null, cells jsonb not null, seen jsonb not null, before jsonb,
      primary key (device_id, sequence))`,
    `create index change_log_by_command on change_log (command_id)`,
    `create index change_log_by_row on change_log (table_name, key)`,
    `create table item_texts (
      item_id uuid primary key, text text not null, text_hash text not null, source_map jsonb not null,
      revision bigint not null, indexed_revision bigint not null)`,
    `create index item_texts_by_revision on item_texts (revision)`,
    `create table chunks (
      id uuid primary key, item_id uuid not null, ordinal integer not null, start_at integer not null,
      end_at integer not null, heading text not null, text text not null, tokens integer not null)`,
    `create unique index chunks_by_item on chunks (item_id, ordinal)`,
    `create table embeddings (
      chunk_id uuid not null references chunks (id) on delete cascade, model text not null,
      vector halfvec(384) not null, primary key (chunk_id, model))`,
    `create table models (id text primary key, state text not null, checked_ms bigint)`,
    `create table llm_calls (
      id uuid primary key, run_id uuid not null, message_id uuid, purpose text not null, model text not null,
      prompt text not null, input_tokens integer not null, output_tokens integer not null,
      elapsed_ms double precision not null, at_ms bigint not null)`,
    `create index llm_calls_by_message on llm_calls (message_id)`,
    `create table runs (
      id uuid primary key, kind text not null, workspace_id uuid not null, status text not null,
      input jsonb not null, state jsonb not null, error jsonb, created_ms bigint not null,
      updated_ms bigint not null, finished_ms bigint)`,
    `create index runs_by_status on runs (status)`,
    `create table run_events (
      run_id uuid not null references runs (id) on delete cascade, step text not null, result jsonb not null,
      at_ms bigint not null, primary key (run_id, step))`,
  ],
};
