import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { frontMatterAs } from './blocks.ts';
import { embeddedIn, type PreviewOptions, previewFacet, servicesFacet } from './facets.ts';
import { livePreview } from './live-preview.ts';
import { sayFacet } from './say.ts';

/** A text as it is read, in an editor that cannot be typed in, with the words and services of the one around it. */
export function openPreview(
  parent: HTMLElement,
  outer: EditorView,
  { text, label, around }: PreviewOptions,
): EditorView {
  const services = outer.state.facet(servicesFacet);
  const extensions: Extension[] = [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label }),
    sayFacet.of(outer.state.facet(sayFacet)),
    embeddedIn.of(around),
    frontMatterAs.of('hidden'),
    previewFacet.of(openPreview),
    livePreview(),
    ...(services === null ? [] : [servicesFacet.of(services)]),
  ];
  return new EditorView({ parent, root: rootOf(outer), state: EditorState.create({ doc: text, extensions }) });
}

function rootOf({ root }: EditorView): Document | ShadowRoot {
  return root instanceof ShadowRoot ? root : document;
}
