import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView, type KeyBinding } from '@codemirror/view';
import { readEmbed } from '../../../core/notes/embed.ts';
import { type OpenPlace, servicesFacet } from './facets.ts';

/** A link in the text: to a thing of the user's, by its target, or to an address elsewhere. */
export interface FoundLink {
  readonly from: number;
  readonly to: number;
  readonly target: string;
  readonly isForeign: boolean;
}

const LINKS: ReadonlySet<string> = new Set(['WikiLink', 'WikiEmbed', 'Link', 'Image', 'Autolink', 'URL', 'EmbedBlock']);
const SCHEME = /^[a-z][a-z0-9+.-]{1,20}:/i;

/** The link that holds the position, or null. */
export function linkAt(state: EditorState, position: number): FoundLink | null {
  for (const side of [1, -1] as const) {
    let node = syntaxTree(state).resolveInner(position, side);
    while (!LINKS.has(node.name) || (node.name === 'URL' && node.parent !== null && LINKS.has(node.parent.name))) {
      if (node.parent === null) break;
      node = node.parent;
    }
    const target = LINKS.has(node.name) ? targetOf(state, node) : null;
    if (target !== null) return { from: node.from, to: node.to, target, isForeign: SCHEME.test(target) };
  }
  return null;
}

type Node = ReturnType<ReturnType<typeof syntaxTree>['resolve']>;

function targetOf({ doc }: EditorState, node: Node): string | null {
  const source = doc.sliceString(node.from, node.to);
  if (node.name === 'EmbedBlock' || node.name === 'WikiEmbed' || node.name === 'Image')
    return readEmbed(source)?.target ?? null;
  if (node.name === 'WikiLink') {
    const target = node.getChild('WikiTarget');
    return target === null ? null : doc.sliceString(target.from, target.to).trim() || null;
  }
  const address = node.name === 'URL' ? node : node.getChild('URL');
  if (address === null) return null;
  const written = doc.sliceString(address.from, address.to).replace(/^<|>$/g, '');
  return SCHEME.test(written) ? written : decoded(written);
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** Opens the link at the position; false where there is none. Addresses elsewhere open apart, and only those of the web and of mail. */
export function openLink(view: EditorView, position: number, place: OpenPlace): boolean {
  const link = linkAt(view.state, position);
  if (link === null) return false;
  if (!link.isForeign) view.state.facet(servicesFacet)?.open(link.target, place);
  else if (/^(?:https?|mailto):/i.test(link.target)) openApart(link.target);
  return true;
}

function openApart(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.click();
}

const openHere =
  (place: OpenPlace) =>
  (view: EditorView): boolean =>
    openLink(view, view.state.selection.main.head, place);

export const linkKeys: readonly KeyBinding[] = [
  { key: 'Mod-Enter', run: openHere('here'), stopPropagation: true },
  { key: 'Mod-Alt-Enter', run: openHere('beside'), stopPropagation: true },
];

export const linkClicks = (): Extension =>
  EditorView.domEventHandlers({
    mousedown(event, view) {
      if (event.button !== 0 || !(event.metaKey || event.ctrlKey)) return false;
      const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (position === null || !openLink(view, position, event.altKey ? 'beside' : 'here')) return false;
      event.preventDefault();
      return true;
    },
  });
