import { HOME_WORKSPACE } from '../src/core/workspaces.ts';
import type { Fill } from './many-items.ts';

/** Notes in forty folders, each with links to as many others, as an import would leave them without their texts. */
export function graphNotes(notes: number, linksOfEach: number): readonly Fill[] {
  return [
    { sql: NOTES, parameters: [notes, HOME_WORKSPACE] },
    { sql: LINKS, parameters: [notes, HOME_WORKSPACE, linksOfEach] },
  ];
}

const idOf = (number: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

const NOTES = `
  insert into items (id, workspace_id, clocks, kind, title, folder, media_type, size_bytes, language, created_ms, updated_ms)
  select ${idOf('n')}, $2::uuid, '{}', 'note', 'Note ' || n, 'Graph/' || n % 40, 'text/markdown', 100, 'en',
    1700000000000 + n * 60000::bigint, 1700000000000 + n * 60000::bigint
  from generate_series(0, $1::int - 1) as n`;

/** No two ends of one note's links are the same, so that each pair is a line of the picture. */
const LINKS = `
  insert into links (id, workspace_id, clocks, from_item, to_item, target, kind, start_at, end_at)
  select ('00000000-0000-7000-a000-' || lpad(to_hex(n * 16 + link), 12, '0'))::uuid, $2::uuid, '{}', ${idOf('n')},
    ${idOf('(n * (link + 7) + link * 977 + 1) % $1::int')}, 'Note ' || (n * (link + 7) + link * 977 + 1) % $1::int, 'wiki',
    link * 20, link * 20 + 15
  from generate_series(0, $1::int - 1) as n, generate_series(0, $3::int - 1) as link`;
