/** What things can be ordered by. Apart from the schemas, which the page does not load. */
export const ITEM_SORTS = ['updated', 'title', 'created', 'kind', 'folder', 'size'] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];
