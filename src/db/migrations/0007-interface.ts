import type { Migration } from '../migrate.ts';

/** What an interface that is open all day keeps: workspaces with a look, trees of messages, mirrored folders, notices. */
export const interfaceTables: Migration = {
  version: 7,
  name: 'interface',
  statements: [
    `alter table workspaces add column colour text`,
    `alter table workspaces add column icon text`,
    // What an answer in the workspace is to heed.
    `alter table workspaces add column instructions text`,
    // Kept above the others, and put away, since then; null where it is neither.
    `alter table conversations add column pinned_ms bigint`,
    `alter table conversations add column archived_ms bigint`,
    // Who named it: 'user' once somebody wrote it; null while the name is made of the first question.
    `alter table conversations add column named_by text`,
    // The last message of the branch that is read; null for the newest.
    `alter table conversations add column leaf_id uuid`,
    // When the branch that ends in it was last gone away from, so that going back leads to it.
    `alter table messages add column read_ms bigint`,
    // What the answer was to come from, as filters of a search; null where it was asked before this was kept.
    `alter table messages add column scope jsonb`,
    // How a connected folder is kept: 'read' takes things over, 'mirror' writes changes of notes back.
    `alter table connected_folders add column mode text not null default 'read'`,
    // Of a mirrored file: its item, and SHA-256 of the bytes that were in both places when they were last the same.
    `alter table connected_files add column item_id uuid`,
    `alter table connected_files add column synced_hash text`,
    // SHA-256 of the note's text, and its title, at that time: what tells that the note was changed since.
    `alter table connected_files add column synced_text text`,
    `alter table connected_files add column synced_title text`,
    // What is being written into the file: its bytes and text; null while nothing is.
    `alter table connected_files add column writing_hash text`,
    `alter table connected_files add column writing_text text`,
    `create index connected_files_by_item on connected_files (item_id)`,
    // Both were changed in one place: the note kept what was written here, the copy is a note that holds the file's.
    `create table mirror_conflicts (
      copy_id uuid primary key, item_id uuid not null,
      folder_id uuid not null references connected_folders (id) on delete cascade, path text not null, at_ms bigint not null)`,
    // What happened, for the tray: facts by kind; the command that takes it back, where one can.
    `create table notices (
      id uuid primary key, at_ms bigint not null, kind text not null, facts jsonb not null, command_id uuid,
      read_ms bigint)`,
    `create index notices_by_time on notices (at_ms)`,
    `create index messages_by_parent on messages (parent_id)`,
  ],
};
