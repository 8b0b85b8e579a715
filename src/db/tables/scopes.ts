/**
 * Where each table's rows may go. `synced`: to the user's other devices, so every write is an operation in the change
 * log. `device`: stays here; can be rebuilt, or is nobody else's business. Session state is in no table: it lives in
 * the kernel's memory and ends with it.
 */
export type TableScope = 'synced' | 'device';

export const TABLE_SCOPES = {
  workspaces: 'synced',
  items: 'synced',
  item_bodies: 'synced',
  links: 'synced',
  tags: 'synced',
  conversations: 'synced',
  messages: 'synced',
  citations: 'synced',
  preferences: 'synced',
  searches: 'synced',
  blobs: 'device',
  item_texts: 'device',
  chunks: 'device',
  embeddings: 'device',
  picture_words: 'device',
  models: 'device',
  llm_calls: 'device',
  runs: 'device',
  run_events: 'device',
  import_files: 'device',
  connected_folders: 'device',
  connected_files: 'device',
  mirror_conflicts: 'device',
  commands: 'device',
  change_log: 'device',
  devices: 'device',
  settings: 'device',
  item_versions: 'device',
  log_floors: 'device',
  checks: 'device',
  incidents: 'device',
  notices: 'device',
  archived_items: 'device',
  archive_parts: 'device',
  archives: 'device',
  schema_migrations: 'device',
} as const satisfies Record<string, TableScope>;

type NamesOf<S extends TableScope> = {
  [K in keyof typeof TABLE_SCOPES]: (typeof TABLE_SCOPES)[K] extends S ? K : never;
}[keyof typeof TABLE_SCOPES];

export type SyncedTable = NamesOf<'synced'>;
export type DeviceTable = NamesOf<'device'>;
