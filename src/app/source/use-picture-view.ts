import { useEffect, useState } from 'react';
import type { ItemView } from '../../core/queries.ts';
import { useClient } from '../client.tsx';
import { useZoom, type Zoom } from './use-zoom.ts';

/** How a picture is shown. */
export interface PictureView extends Zoom {
  readonly state: PictureState;
}

export type PictureState =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly why: 'gone' | 'broken' }
  /** An address within the browser. */
  | { readonly is: 'ready'; readonly url: string };

const ZOOMS = [1, 1.5, 2, 3, 5] as const;

/** Null for what is no picture. */
export function usePictureView({ item }: ItemView): PictureView | null {
  const client = useClient();
  const isPicture = item.kind === 'image';
  const zoom = useZoom(ZOOMS);
  const [state, setState] = useState<PictureState>({ is: 'loading' });
  useEffect(() => {
    if (!isPicture) return;
    let url: string | null = null;
    let stopped = false;
    const open = async (): Promise<PictureState> => {
      const original = await client.original(item.id);
      if (original === null || stopped) return { is: 'failed', why: 'gone' };
      // Whatever the file says of itself, it is shown as a picture or not at all.
      url = URL.createObjectURL(original.slice(0, original.size, item.mediaType));
      return { is: 'ready', url };
    };
    open()
      .catch((): PictureState => ({ is: 'failed', why: 'broken' }))
      .then((next) => {
        if (!stopped) setState(next);
        else if (url !== null) URL.revokeObjectURL(url);
      });
    return () => {
      stopped = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [client, item.id, item.mediaType, isPicture]);
  if (!isPicture) return null;
  return { ...zoom, state };
}
