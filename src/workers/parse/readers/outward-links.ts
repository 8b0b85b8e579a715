import type { ItemLink } from '../../../core/items/item.ts';

/** Links to the web and to addresses: those within a document lead nowhere here. */
export const outwardLinks = (links: readonly ItemLink[]): readonly ItemLink[] =>
  links.filter(({ kind }) => kind === 'url');
