import { Facet } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Id } from '../../../core/ids.ts';
import type { Item } from '../../../core/items/item.ts';

/** Where a link is opened. */
export type OpenPlace = 'here' | 'beside';

/** What is not in the text: the user's other things. */
export interface EditorServices {
  /** The thing that a link names, by `core/notes/link-target`; null where there is none. */
  readonly resolve: (target: string) => Promise<Item | null>;
  readonly read: (itemId: Id) => Promise<string>;
  /** The bytes of a picture; null where they are not here. */
  readonly picture: (itemId: Id) => Promise<Blob | null>;
  /** Opens what a link names. */
  readonly open: (target: string, place: OpenPlace) => void;
  /** Things whose titles hold what was typed, best first. */
  readonly titles: (typed: string, signal: AbortSignal) => Promise<readonly Item[]>;
  readonly tags: (signal: AbortSignal) => Promise<readonly string[]>;
  /** Makes a note with that title and stays here. */
  readonly create: (title: string) => Promise<void>;
  /** Brings pictures in, and gives the names that embed them, in their order; none where it failed, which has then been said. */
  readonly bringIn: (files: readonly File[]) => Promise<readonly string[]>;
}

export const servicesFacet = Facet.define<EditorServices, EditorServices | null>({
  combine: ([services]) => services ?? null,
});

/** The items that the text of this editor stands in, outermost first: it is embedded in all but the first. */
export const embeddedIn = Facet.define<readonly Id[], readonly Id[]>({ combine: ([ids]) => ids ?? [] });

export interface PreviewOptions {
  readonly text: string;
  /** The accessible name. */
  readonly label: string;
  /** What it stands in, and what it is itself of. */
  readonly around: readonly Id[];
}

/** Shows a text as it is read, within an editor. */
export type OpenPreview = (parent: HTMLElement, outer: EditorView, options: PreviewOptions) => EditorView;

export const previewFacet = Facet.define<OpenPreview, OpenPreview | null>({ combine: ([open]) => open ?? null });
