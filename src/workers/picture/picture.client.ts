import type { PictureNews, PictureOrder } from './picture.api.ts';

export interface GraphPicture {
  tell(order: PictureOrder, transfer?: Transferable[]): void;
  end(): void;
}

export interface GraphPictureOptions {
  readonly onNews: (news: PictureNews) => void;
  /** The worker broke; what is drawn stays as it is. */
  readonly onError: () => void;
}

/** A worker of its own, ended with the view that shows the graph. */
export function createGraphPicture({ onNews, onError }: GraphPictureOptions): GraphPicture {
  const worker = new Worker(new URL('./picture.worker.ts', import.meta.url), {
    type: 'module',
    name: 'hearth-picture',
  });
  worker.onmessage = ({ data }: MessageEvent<PictureNews>) => onNews(data);
  worker.onerror = onError;
  return {
    tell: (order, transfer = []) => worker.postMessage(order, transfer),
    end: () => worker.terminate(),
  };
}
