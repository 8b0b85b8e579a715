import type { LayoutInput, LayoutNews } from './graph.api.ts';

export interface GraphLayout {
  /** Lays this graph out, in the place of the one before. */
  start(input: LayoutInput): void;
  end(): void;
}

export interface GraphLayoutOptions {
  readonly onNews: (news: LayoutNews) => void;
  /** The worker broke; what is drawn stays as it is. */
  readonly onError: () => void;
}

/** A worker of its own, ended with the view that shows the graph. */
export function createGraphLayout({ onNews, onError }: GraphLayoutOptions): GraphLayout {
  const worker = new Worker(new URL('./graph.worker.ts', import.meta.url), { type: 'module', name: 'hearth-graph' });
  worker.onmessage = ({ data }: MessageEvent<LayoutNews>) => onNews(data);
  worker.onerror = onError;
  return {
    start: (input) => worker.postMessage(input),
    end: () => worker.terminate(),
  };
}
