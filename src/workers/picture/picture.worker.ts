import type { PictureNews, PictureOrder } from './picture.api.ts';
import { Picture } from './picture.ts';

/** Draws the graph of links, so that the page has no work with it and waits for no graphics. */

declare const self: DedicatedWorkerGlobalScope;

const picture = new Picture({
  tell: (news: PictureNews) => self.postMessage(news),
  nextFrame: (draw) => void self.requestAnimationFrame(draw),
  after: (ms, act) => void setTimeout(act, ms),
  now: () => performance.now(),
});

self.onmessage = ({ data }: MessageEvent<PictureOrder>) => picture.obey(data);
