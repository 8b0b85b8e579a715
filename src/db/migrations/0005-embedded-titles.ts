import type { Migration } from '../migrate.ts';

/** The title that was embedded with a chunk: where the item has another one now, the vector is out of date. */
export const embeddedTitles: Migration = {
  version: 5,
  name: 'embedded-titles',
  statements: [
    `alter table embeddings add column title text not null default ''`,
    `update embeddings set title = items.title from chunks join items on items.id = chunks.item_id
      where chunks.id = embeddings.chunk_id`,
  ],
};
