import { type EditorState, Facet } from '@codemirror/state';
import type { Translate } from '../../i18n/i18n.tsx';

/** The words of the interface, for what the editor draws itself. */
export const sayFacet = Facet.define<Translate, Translate>({
  combine: ([say]) => say ?? ((id) => id),
});

export const say = (state: EditorState, ...args: Parameters<Translate>): string => state.facet(sayFacet)(...args);
