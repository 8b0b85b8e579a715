/** What the page and the service worker say to each other. Also typed into `app/pwa`, so it stays free of both worlds. */

/** From the page. `SKIP_WAITING` is workbox-window's own word. */
export type ToServiceWorker = { readonly type: 'SKIP_WAITING' } | { readonly type: 'HEARTH_STATE' };

/** The answer to `HEARTH_STATE`, on the port that came along. */
export interface ServiceWorkerState {
  readonly buildId: string;
  /** Files of this version that are kept, of all that it needs. Equal: it works with the network off. */
  readonly kept: number;
  readonly total: number;
}

/** To every page, while a version is being fetched. */
export interface PrecacheProgress {
  readonly type: 'HEARTH_PRECACHE';
  readonly buildId: string;
  readonly kept: number;
  readonly total: number;
}
