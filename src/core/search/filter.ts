import { foldPath } from './fold-path.ts';
import type { IndexState } from './index-state.ts';
import type { Matcher } from './match.ts';
import { personTest } from './people.ts';
import type { ParsedQuery } from './query.ts';
import type { IndexItem, SearchFilters } from './search-index.ts';

export type ItemTest = (item: IndexItem) => boolean;

/** What an item must pass: the filters of the query and those asked for beside it, and none that the query leaves out. */
export function itemTests(query: Pick<ParsedQuery, 'filters' | 'without'>, asked: SearchFilters): ItemTest[] {
  const given = [query.filters, asked].filter((filters) => Object.values(filters).some((value) => value !== undefined));
  const without = query.without.map(itemTest);
  return [
    ...given.map(itemTest),
    ...without.map(
      (test): ItemTest =>
        (item) =>
          !test(item),
    ),
  ];
}

/** By slot, 1 for the items that may be found; null where all may. */
export function allowedSlots(
  state: IndexState,
  tests: readonly ItemTest[],
  not: readonly Matcher[],
): Uint8Array | null {
  if (tests.length === 0 && not.length === 0) return null;
  const allowed = new Uint8Array(state.slotCount);
  for (let slot = 0; slot < allowed.length; slot++) {
    const item = state.slotAt(slot)?.item;
    if (item !== undefined && tests.every((test) => test(item))) allowed[slot] = 1;
  }
  for (const matcher of not) exclude(state, matcher, allowed);
  return allowed;
}

/** What must not occur must not occur anywhere in the item. */
function exclude(state: IndexState, matcher: Matcher, allowed: Uint8Array): void {
  matcher.visitItems((slot) => {
    allowed[slot] = 0;
  });
  const slots = state.docSlots;
  matcher.visitChunks((doc) => {
    allowed[slots[doc] ?? 0] = 0;
  });
}

/** Any kind and any person that is named, every tag and everybody addressed. */
function itemTest(filters: SearchFilters): ItemTest {
  const { updatedFromMs = Number.NEGATIVE_INFINITY, updatedToMs = Number.POSITIVE_INFINITY } = filters;
  const workspaces = filters.workspaceIds && new Set(filters.workspaceIds);
  const kinds = filters.kinds && new Set(filters.kinds);
  const ids = filters.itemIds && new Set(filters.itemIds);
  const tags = filters.tags?.map(withinTest);
  const people = filters.people?.map(personTest);
  const recipients = filters.recipients?.map(personTest);
  const inFolder = filters.folder === undefined ? undefined : withinTest(filters.folder);
  return (item) =>
    (workspaces === undefined || workspaces.has(item.workspaceId)) &&
    (kinds === undefined || kinds.has(item.kind)) &&
    (ids === undefined || ids.has(item.itemId)) &&
    item.updatedMs >= updatedFromMs &&
    item.updatedMs <= updatedToMs &&
    (inFolder === undefined || inFolder(item.folder)) &&
    (filters.hasAttachment === undefined || filters.hasAttachment === (item.hasAttachment ?? false)) &&
    (people === undefined || people.some((test) => test(item.people ?? []))) &&
    (recipients === undefined || recipients.every((test) => test(item.recipients ?? []))) &&
    (tags === undefined || tags.every((isTag) => item.tags.some(isTag)));
}

/** Whether a path of names joined by `/` is `top` or lies below it. Items share theirs: each is folded once. */
function withinTest(top: string): (path: string) => boolean {
  const wanted = foldPath(top);
  const known = new Map<string, boolean>();
  return (path) => {
    let within = known.get(path);
    if (within === undefined) {
      const folded = foldPath(path);
      within = wanted === '' || folded === wanted || folded.startsWith(`${wanted}/`);
      known.set(path, within);
    }
    return within;
  };
}
