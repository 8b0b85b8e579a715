import type { LayoutInput, LayoutNews, LayoutOrder } from './graph.api.ts';
import { createLayout } from './layout.ts';

/** Lays one graph out after the other: a new one takes the place of the one under way. */

declare const self: DedicatedWorkerGlobalScope;

/** Between two looks at what came in. */
const WORK_MS = 40;
const NEWS_MS = 120;
const NEWS_MS_OF_MANY = 600;
const MANY = 3_000;

let round = 0;
let restUntil = 0;

self.onmessage = ({ data }: MessageEvent<LayoutOrder>) => {
  if ('restMs' in data) restUntil = performance.now() + data.restMs;
  // What a promise is refused with reaches no one; what is reported reaches the page.
  else run(data).catch((thrown: unknown) => self.reportError(thrown));
};

async function run(input: LayoutInput): Promise<void> {
  round += 1;
  const own = round;
  const layout = createLayout(input);
  const newsMs = input.positions.length / 2 > MANY ? NEWS_MS_OF_MANY : NEWS_MS;
  let told = performance.now();
  for (let calm = false; !calm; ) {
    const until = performance.now() + WORK_MS;
    while (!calm && performance.now() < until) calm = layout.step();
    if (calm || performance.now() - told >= newsMs) {
      told = performance.now();
      tell({ positions: layout.positions(), calm });
    }
    do await later(restUntil - performance.now());
    while (performance.now() < restUntil);
    if (own !== round) return;
  }
}

function tell(news: LayoutNews): void {
  self.postMessage(news, [news.positions.buffer]);
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
