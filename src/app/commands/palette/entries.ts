import type { LucideIcon } from 'lucide-react';

export type PaletteGroup = 'used' | 'recent' | 'things' | 'commands' | 'typed' | 'choices';

/** One line of the palette. */
export interface PaletteEntry {
  /** What is used is kept by it: `note.new`, `item:…`, `conversation:…`, `search:…`. */
  readonly id: string;
  readonly label: string;
  /** Where it is, or what it is, in a word or two. */
  readonly detail?: string;
  readonly icon?: LucideIcon;
  readonly keys?: string;
  /** The view that it opens: with it, it can be opened beside. */
  readonly address?: string;
  readonly isChosen?: boolean;
  /** Whether it goes on to a page of choices. */
  readonly isPage?: boolean;
  readonly run: () => void | Promise<void>;
}

export interface PaletteSection {
  readonly group: PaletteGroup;
  readonly entries: readonly PaletteEntry[];
}
