import type { Migration } from '../migrate.ts';
import { firstTables } from './0001-first-tables.ts';
import { importFiles } from './0002-import-files.ts';
import { formats } from './0003-formats.ts';
import { pictureWords } from './0004-picture-words.ts';
import { embeddedTitles } from './0005-embedded-titles.ts';
import { trust } from './0006-trust.ts';
import { interfaceTables } from './0007-interface.ts';
import { notices } from './0008-notices.ts';

/** Append-only. `create extension vector` is the store's own business: it comes before the first. */
export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  importFiles,
  formats,
  pictureWords,
  embeddedTitles,
  trust,
  interfaceTables,
  notices,
];
