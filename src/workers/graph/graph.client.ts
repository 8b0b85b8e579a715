import type { LayoutInput, LayoutNews, LayoutOrder } from './graph.api.ts';

export interface GraphLayout {
  /** Lays this graph out, in the place of the one before. */
  start(input: LayoutInput): void;
  /** Does nothing for so long from now on. */
  rest(ms: number): void;
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
  worker.onmessageerror = onError;
  const tell = (order: LayoutOrder) => worker.postMessage(order);
  return { start: tell, rest: (restMs) => tell({ restMs }), end: () => worker.terminate() };
}
