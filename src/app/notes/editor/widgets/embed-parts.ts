import type { EditorView } from '@codemirror/view';
import type { Item } from '../../../../core/items/item.ts';
import type { Embed } from '../../../../core/notes/embed.ts';
import { readLinkTarget } from '../../../../core/notes/link-target.ts';
import { servicesFacet } from '../facets.ts';
import { reportFailure } from '../report.ts';
import { say } from '../say.ts';

/** Lines of an embed: names, and what is said where there is nothing to show. */

/** A click on what is embedded leads to its source, as a click on words leads to the words. */
export function intoSource(view: EditorView, box: HTMLElement, event: MouseEvent): void {
  event.preventDefault();
  if (view.state.readOnly) return;
  view.dispatch({ selection: { anchor: view.posAtDOM(box) } });
  view.focus();
}

export function quietLine(words: string): HTMLElement {
  const line = document.createElement('p');
  line.className = 'cm-embedWords';
  line.textContent = words;
  return line;
}

export function titleLink(view: EditorView, item: Item, target: string): HTMLElement {
  const link = document.createElement('button');
  link.type = 'button';
  link.className = 'cm-embedTitle';
  const { heading } = readLinkTarget(target);
  link.textContent = heading === null ? item.title : `${item.title} › ${heading}`;
  link.setAttribute('aria-label', say(view.state, 'editor.openNamed', { title: link.textContent }));
  link.addEventListener('mousedown', (event) => event.preventDefault());
  link.addEventListener('click', (event) =>
    view.state.facet(servicesFacet)?.open(target, event.altKey ? 'beside' : 'here'),
  );
  return link;
}

/** What cannot be seen here: its name, to be opened. */
export function card(view: EditorView, item: Item, target: string): HTMLElement {
  const line = document.createElement('div');
  line.className = 'cm-embedCard';
  line.append(titleLink(view, item, target));
  return line;
}

export function missing(view: EditorView, { target }: Embed): HTMLElement {
  const line = quietLine(say(view.state, 'editor.embedMissing', { title: target }));
  if (!view.state.readOnly) {
    const edit = document.createElement('button');
    edit.type = 'button';
    edit.className = 'cm-embedTitle';
    edit.textContent = say(view.state, 'editor.showSource');
    edit.addEventListener('mousedown', (event) => {
      const box = line.parentElement;
      if (box !== null) intoSource(view, box, event);
    });
    line.append(' ', edit);
  }
  return line;
}

export function shortAddress(address: string): string {
  const host = /^(?:https?:)?\/\/([^/?#]{1,100})/i.exec(address)?.[1];
  return host ?? address.slice(0, 40);
}

/** It is there, for all that is known, and could not be had. */
export function failedLine({ state }: EditorView, { target }: Embed, thrown: unknown): HTMLElement {
  const reason = reportFailure('what a note embeds', thrown);
  const line = quietLine(say(state, 'editor.embedFailed', { title: target, reason }));
  line.setAttribute('role', 'alert');
  return line;
}
