import { openStoreTab, serveStorePage } from '../tests/browser/store-harness/page.ts';
import { inProfile } from './app.ts';
import { type Figure, figure, median } from './figure.ts';

const CHUNKS = 100_000;
const GOAL_MS = 50;

/**
 * The look at a store that was just opened, with 10,000 items and 100,000 passages, closed in order: median of `rounds`
 * openings, each in a new worker. The files' own sums, which engines compare while they open, are in `store-reopen`.
 */
export async function measureBootCheck(chunks = CHUNKS, rounds = 7): Promise<Figure[]> {
  const server = await serveStorePage();
  const figures: Figure[] = [];
  try {
    for (const kind of ['pglite', 'sqlite'] as const) {
      const times = await inProfile(async (context) => {
        const tab = await openStoreTab(context, server.url);
        await tab.call('fillAndClose', { kind, chunks });
        const taken: number[] = [];
        for (let round = 0; round < rounds; round++) {
          await tab.restart();
          taken.push(await tab.call<number>('bootOnce', { kind }));
        }
        return taken;
      });
      figures.push(figure(`boot-check-ms-${kind}`, median(times), { unit: 'ms', better: 'lower', goal: GOAL_MS }));
    }
  } finally {
    await server.close();
  }
  return figures;
}
