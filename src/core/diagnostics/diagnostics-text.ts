import type { Diagnostics, PageFacts } from './diagnostics.ts';
import { LOW_BYTES, type RoomOutlook } from './room.ts';

/** The page as plain text, to be copied into a report: the same headings in each version, times in UTC, sizes in MB. */
export function diagnosticsText(found: Diagnostics, page: PageFacts): string {
  return [
    `Hearth diagnostics, ${instant(found.atMs)}`,
    section('Store', storeLines(found)),
    section('Space', spaceLines(found)),
    section('Kernel', kernelLines(found, page)),
    section('Waiting', Object.entries(found.queues)),
    section(
      'Backups and checks',
      found.checks.map(({ name, atMs, facts }) => [
        name,
        [atMs === null ? 'not yet' : instant(atMs), ...facts].join(', '),
      ]),
    ),
    section('Browser', browserLines(page)),
    ['Errors', ...errorLines(found)].join('\n'),
  ].join('\n\n');
}

type Line = readonly [name: string, value: string | number | boolean];

const section = (title: string, lines: readonly Line[]): string =>
  [title, ...lines.map(([name, value]) => `  ${name}: ${value}`)].join('\n');

const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

function storeLines({ store, place, refusal, counts }: Diagnostics): Line[] {
  return [
    ['engine', `${store.name} ${store.version} (${store.engine})`],
    ['durability', store.durability],
    ['kept', store.persistent],
    ['schema', store.schemaVersion],
    ['place', place === null ? 'memory' : `${place.purpose}, ${instant(place.madeMs)}`],
    ['writes', refusal ?? 'taken'],
    ['things', counts.items],
    ['passages', counts.passages],
    ['in the bin', counts.inBin],
    ['in archives', counts.archived],
  ];
}

function spaceLines({ bytes, storage, room }: Diagnostics): Line[] {
  const parts = Object.entries(bytes).map(([part, size]): Line => [part, megabytes(size)]);
  return [
    ...parts,
    ['used', megabytes(storage.usageBytes)],
    ['quota, as told', megabytes(storage.quotaBytes)],
    ['free', freeText(room)],
    ['kept by the browser', storage.persisted],
    ['grows in a day', room?.perDayBytes == null ? 'not known' : megabytes(room.perDayBytes)],
    ['days until full', room?.daysLeft ?? 'not known'],
  ];
}

function freeText(room: RoomOutlook | null): string {
  if (room === null) return 'not known';
  if (room.isLeast && room.freeBytes === 0) return `less than ${megabytes(LOW_BYTES)}`;
  return `${room.isLeast ? 'at least ' : ''}${megabytes(room.freeBytes)}`;
}

function kernelLines({ kernel, embedding, pictures, model }: Diagnostics, { build, role }: PageFacts): Line[] {
  return [
    ['build', build],
    ['this tab', role],
    ['tabs', kernel.tabs ?? 'not known'],
    ['opened in', `${kernel.openMs} ms`],
    ['up', `${Math.round(kernel.upMs / 1000)} s`],
    ['meanings', embedding],
    ['pictures', pictures],
    ['model', model],
  ];
}

const browserLines = ({ browser, features }: PageFacts): Line[] => [['browser', browser], ...Object.entries(features)];

function errorLines({ incidents }: Diagnostics): string[] {
  if (incidents.length === 0) return ['  none'];
  return incidents.map(({ atMs, code, place, message, times }) => {
    const count = times > 1 ? ` (${times} times)` : '';
    return `  ${instant(atMs)} ${code} in ${place}${count}${message === '' ? '' : `: ${message}`}`;
  });
}
