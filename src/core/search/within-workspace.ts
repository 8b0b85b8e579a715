import type { Id } from '../ids.ts';
import { seenFrom } from '../workspaces.ts';
import type { SearchFilters } from './search-index.ts';

/** The filters, and nothing that is not seen from the workspace, whatever they ask for. */
export function withinWorkspace(filters: SearchFilters, workspaceId: Id): SearchFilters {
  const seen = seenFrom(workspaceId);
  if (seen === null) return filters;
  const { workspaceIds: asked = seen } = filters;
  return { ...filters, workspaceIds: seen.filter((id) => asked.includes(id)) };
}

/** For what is asked of the index beside searches. */
export function onlySeen(workspaceId: Id): Pick<SearchFilters, 'workspaceIds'> {
  const seen = seenFrom(workspaceId);
  return seen === null ? {} : { workspaceIds: seen };
}
