import { useState } from 'react';
import type { ItemView } from '../../core/queries.ts';
import { type PdfState, usePdf } from './use-pdf.ts';
import { useZoom, type Zoom } from './use-zoom.ts';

export type Face = 'pages' | 'text';

/** How a PDF is shown. */
export interface PdfView extends Zoom {
  readonly face: Face;
  readonly show: (face: Face) => void;
  readonly state: PdfState;
  /** What stands in the pane: changes whenever a passage has to be looked for again. */
  readonly shown: Face | 'loading';
}

const ZOOMS = [1, 1.5, 2, 3] as const;

/** Until the window is closed: how the next PDF is shown. */
let lastFace: Face = 'pages';

/** Null for what is no PDF, and for one without an original. */
export function usePdfView({ item, places, pictures }: ItemView): PdfView | null {
  const hasPages = pictures !== null || places.some(({ place }) => place.type === 'page');
  const isPdf = item.mediaType === 'application/pdf' && item.blobHash !== null && hasPages;
  const [face, setFace] = useState<Face>(lastFace);
  const zoom = useZoom(ZOOMS);
  const state = usePdf(item.id, isPdf && face === 'pages');
  if (!isPdf) return null;
  const show = (next: Face): void => {
    lastFace = next;
    setFace(next);
  };
  return {
    face,
    show,
    ...zoom,
    state,
    shown: face === 'text' || state.is === 'failed' ? 'text' : state.is === 'loading' ? 'loading' : 'pages',
  };
}
