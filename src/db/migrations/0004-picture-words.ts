import type { Migration } from '../migrate.ts';

/** Which pictures, and which pages that are pictures, have had their words read. The words are in the item's text. */
export const pictureWords: Migration = {
  version: 4,
  name: 'picture-words',
  statements: [
    `create table picture_words (
      item_id uuid not null, page integer not null, state text not null default 'waiting', reason text,
      tries integer not null default 0, primary key (item_id, page))`,
    `create index picture_words_by_state on picture_words (state)`,
  ],
};
