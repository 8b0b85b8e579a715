import type { LibraryFilter } from './Filters.tsx';

const DAY_MS = 86_400_000;

/** What is asked of the kernel for a filter. */
export function queryOf(filter: LibraryFilter, deleted: boolean) {
  const { title, kind, tag, folder, days, workspaceId, sort, reverse } = filter;
  return {
    deleted,
    sort,
    reverse,
    ...(days === 0 ? {} : { updatedFromMs: startOfDay(days) }),
    ...(workspaceId === '' ? {} : { workspaceId }),
    ...(title.trim() === '' ? {} : { title: title.trim().slice(0, 500) }),
    ...(kind === 'all' ? {} : { kinds: [kind] }),
    ...(tag === '' ? {} : { tag }),
    ...(folder === '' ? {} : { folder }),
  };
}

/** Of the day so many days ago: the same all day, so that the question stays the same. */
function startOfDay(days: number): number {
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  return today.getTime() - (days - 1) * DAY_MS;
}
