import type { ColumnType } from 'kysely';
import type { Cells } from '../../core/changes.ts';
import type { Answer } from '../../core/chat/answer.ts';
import type { ErrorShape } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { SourceRange, Span } from '../../core/items/item.ts';
import type { ItemDetails } from '../../core/items/item-details.ts';
import type { PlacedRange } from '../../core/items/source-place.ts';
import type { SearchFilters } from '../../core/search/search-index.ts';

/** The rows as the engines hold them. JSON goes in as text and comes out as values. */

type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>;

interface SyncedRow {
  id: Id;
  workspace_id: Id;
  clocks: Json<Record<string, string>>;
  deleted_ms: number | null;
}

interface WorkspaceRow extends SyncedRow {
  name: string;
  /** One of the workspace colours. */
  colour: string | null;
  icon: string | null;
  instructions: string | null;
  created_ms: number;
}

interface ItemRow extends SyncedRow {
  kind: string;
  title: string;
  folder: string;
  file_name: string | null;
  media_type: string;
  blob_hash: string | null;
  size_bytes: number;
  language: string;
  created_ms: number;
  updated_ms: number;
  source_path: string | null;
  details: JsonOrNull<ItemDetails>;
  purged_ms: number | null;
}

interface ItemBodyRow extends SyncedRow {
  item_id: Id;
  update: Uint8Array;
}

interface LinkRow extends SyncedRow {
  from_item: Id;
  to_item: Id | null;
  target: string;
  kind: string;
  start_at: number;
  end_at: number;
}

interface TagRow extends SyncedRow {
  item_id: Id;
  tag: string;
}

interface ConversationRow extends SyncedRow {
  title: string;
  named_by: string | null;
  pinned_ms: number | null;
  archived_ms: number | null;
  leaf_id: Id | null;
  created_ms: number;
  updated_ms: number;
}

interface MessageRow extends SyncedRow {
  conversation_id: Id;
  parent_id: Id | null;
  role: string;
  text: string;
  status: string;
  answer: JsonOrNull<Answer>;
  error: JsonOrNull<ErrorShape>;
  /** What it was to come from; null where it was asked before that was kept. */
  scope: JsonOrNull<SearchFilters>;
  /** When the branch that ends in it was last gone away from. */
  read_ms: number | null;
  run_id: Id | null;
  created_ms: number;
}

interface CitationRow extends SyncedRow {
  message_id: Id;
  item_id: Id;
  ordinal: number;
  start_at: number;
  end_at: number;
  quote: string;
}

interface PreferenceRow extends SyncedRow {
  key: string;
  value: Json<unknown>;
}

interface ChangeLogRow {
  device_id: Id;
  sequence: number;
  hlc: string;
  schema_version: number;
  workspace_id: Id;
  actor: string;
  command_id: Id;
  table_name: string;
  key: Id;
  cells: Json<Cells>;
  seen: Json<Record<string, string>>;
  /** What the changed cells held; null for a row that was made. For undo; never synced. */
  before: JsonOrNull<Cells>;
}

interface SearchRow extends SyncedRow {
  name: string;
  query: string;
  created_ms: number;
}

export interface Database {
  workspaces: WorkspaceRow;
  items: ItemRow;
  item_bodies: ItemBodyRow;
  links: LinkRow;
  tags: TagRow;
  conversations: ConversationRow;
  messages: MessageRow;
  citations: CitationRow;
  preferences: PreferenceRow;
  searches: SearchRow;
  change_log: ChangeLogRow;
  commands: { id: Id; type: string; workspace_id: Id; actor: string; outcome: Json<unknown>; at_ms: number };
  devices: { id: Id; name: string; created_ms: number; is_self: boolean };
  settings: { key: string; value: Json<unknown> };
  blobs: { hash: string; size_bytes: number; media_type: string; created_ms: number };
  item_texts: {
    item_id: Id;
    text: string;
    text_hash: string;
    source_map: Json<readonly SourceRange[]>;
    places: Json<readonly PlacedRange[]>;
    folded: Json<readonly Span[]>;
    fingerprint: bigint | null;
    revision: number;
    indexed_revision: number;
  };
  chunks: {
    id: Id;
    item_id: Id;
    ordinal: number;
    start_at: number;
    end_at: number;
    heading: string;
    text: string;
    tokens: number;
  };
  embeddings: { chunk_id: Id; model: string; title: string; vector: string };
  picture_words: {
    item_id: Id;
    page: number;
    state: ColumnType<string, string | undefined, string>;
    reason: ColumnType<string | null, string | null | undefined, string | null>;
    tries: ColumnType<number, number | undefined, number>;
  };
  models: { id: string; state: string; checked_ms: number | null };
  llm_calls: {
    id: Id;
    run_id: Id;
    message_id: Id | null;
    purpose: string;
    model: string;
    prompt: string;
    input_tokens: number;
    output_tokens: number;
    elapsed_ms: number;
    at_ms: number;
  };
  runs: {
    id: Id;
    kind: string;
    workspace_id: Id;
    status: string;
    input: Json<unknown>;
    state: Json<unknown>;
    error: JsonOrNull<ErrorShape>;
    created_ms: number;
    updated_ms: number;
    finished_ms: number | null;
  };
  run_events: { run_id: Id; step: string; result: Json<unknown>; at_ms: number };
  import_files: {
    run_id: Id;
    ordinal: number;
    path: string;
    size_bytes: number;
    media_type: string;
    modified_ms: number;
    status: string;
    code: string | null;
    reason: string | null;
    blob_hash: string | null;
    item_id: Id | null;
    container: number | null;
    parent_item: Id | null;
    added: ColumnType<number, number | undefined, number>;
    updated: ColumnType<number, number | undefined, number>;
    unchanged: ColumnType<number, number | undefined, number>;
    warnings: ColumnType<number, number | undefined, number>;
  };
  connected_folders: {
    id: Id;
    workspace_id: Id;
    name: string;
    connected_ms: number;
    checked_ms: number | null;
    mode: ColumnType<string, string | undefined, string>;
  };
  connected_files: {
    folder_id: Id;
    path: string;
    size_bytes: number;
    modified_ms: number;
    missing_ms: number | null;
    item_id: Id | null;
    synced_hash: string | null;
    synced_text: string | null;
    synced_title: string | null;
    writing_hash: string | null;
    writing_text: string | null;
  };
  mirror_conflicts: { copy_id: Id; item_id: Id; folder_id: Id; path: string; at_ms: number };
  item_versions: {
    id: Id;
    item_id: Id;
    at_ms: number;
    hlc: string;
    device_id: Id;
    actor: string;
    title: string;
    text: string;
  };
  log_floors: { device_id: Id; sequence: number; hlc: string };
  checks: { name: string; at_ms: number; outcome: Json<unknown> };
  incidents: { id: Id; at_ms: number; code: string; place: string; message: string; times: number };
  notices: {
    id: Id;
    at_ms: number;
    kind: string;
    facts: Json<object>;
    /** The command, or the run, that can be taken back. */
    command_id: Id | null;
    read_ms: number | null;
    workspace_id: Id;
    subject: string;
    times: number;
    dismissed_ms: number | null;
    undone_by: Id | null;
  };
  archives: { id: Id; name: string; created_ms: number };
  archive_parts: {
    archive_id: Id;
    part: number;
    file: string;
    items: number;
    size_bytes: number;
    created_ms: number;
  };
  archived_items: { item_id: Id; archive_id: Id; part: number; text_hash: string };
  schema_migrations: { version: number; name: string; applied_ms: number };
}
