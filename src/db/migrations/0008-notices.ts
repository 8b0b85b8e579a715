import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import type { Migration } from '../migrate.ts';

/** What a notice needs to be told where it belongs, once for the same thing, and to be put away. */
export const notices: Migration = {
  version: 8,
  name: 'notices',
  statements: [
    `alter table notices add column workspace_id uuid not null default '${HOME_WORKSPACE}'`,
    // Those of one kind and subject can become one; `times` counts them.
    `alter table notices add column subject text not null default ''`,
    `alter table notices add column times integer not null default 1`,
    `alter table notices add column dismissed_ms bigint`,
    // The command that took back what it tells of.
    `alter table notices add column undone_by uuid`,
  ],
};
