import type { Item } from '../../core/items/item.ts';

/** Whether an item's text is read as markdown. */
export const isMarkdown = ({ kind, mediaType }: Item): boolean => kind === 'note' || mediaType === 'text/markdown';
