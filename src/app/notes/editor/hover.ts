import type { Extension } from '@codemirror/state';
import { type EditorView, hoverTooltip, type Tooltip } from '@codemirror/view';
import { embeddedIn, servicesFacet } from './facets.ts';
import { linkAt } from './links.ts';
import { openPreview } from './preview.ts';
import { say } from './say.ts';
import { partOf } from './widgets/embed.ts';

const SHOWN = 600;
const AFTER_MS = 350;

/** A pointer that rests on a link to a note sees how the note begins. */
export const hovering = (): Extension => hoverTooltip(previewOf, { hoverTime: AFTER_MS, hideOnChange: true });

async function previewOf(view: EditorView, position: number): Promise<Tooltip | null> {
  const link = linkAt(view.state, position);
  const services = view.state.facet(servicesFacet);
  if (link === null || link.isForeign || services === null) return null;
  const item = await services.resolve(link.target);
  if (item === null || (item.kind !== 'note' && item.kind !== 'page' && item.kind !== 'file')) return null;
  const text = partOf(await services.read(item.id), link.target);
  if (text === null || text.trim() === '') return null;
  return {
    pos: link.from,
    end: link.to,
    above: false,
    create: () => drawPreview(view, item.id, item.title, beginning(text)),
  };
}

/** Ends with a word. */
function beginning(text: string): string {
  if (text.length <= SHOWN) return text;
  const cut = text.slice(0, SHOWN);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'), SHOWN - 100))} …`;
}

function drawPreview(view: EditorView, itemId: string, title: string, text: string) {
  const dom = document.createElement('div');
  dom.className = 'cm-hover';
  const name = document.createElement('p');
  name.className = 'cm-hoverTitle';
  name.textContent = title;
  dom.append(name);
  const label = say(view.state, 'editor.embedded', { title });
  // Embeds inside are named, not shown: it is a glance.
  const around = [...view.state.facet(embeddedIn), itemId, itemId, itemId, itemId];
  const inner = openPreview(dom, view, { text, label, around });
  return { dom, destroy: () => inner.destroy() };
}
