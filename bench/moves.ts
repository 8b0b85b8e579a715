import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineKind } from '../src/db/stores/directory.ts';
import { launchProfile } from '../tests/browser/harness/browser.ts';
import { openStoreTab, serveStorePage } from '../tests/browser/store-harness/page.ts';
import { passages } from '../tests/browser/store-harness/passages.ts';
import { type Figure, figure } from './figure.ts';

const ROWS = 20_000;
const DIRECTIONS = [
  ['pglite', 'sqlite'],
  ['sqlite', 'pglite'],
  ['sqlite', 'sqlite'],
  ['pglite', 'pglite'],
] as const satisfies readonly (readonly [EngineKind, EngineKind])[];

/** A store of passages with vectors moved to the other engine and to a place of its own, and the digests of all its tables. */
export async function measureMoves(rows = ROWS): Promise<Figure[]> {
  const server = await serveStorePage();
  const megabytes = linesOf(rows) / 1e6;
  const figures: Figure[] = [];
  const digested = new Map<EngineKind, number>();
  try {
    for (const [from, to] of DIRECTIONS) {
      const { moveMs, digestMs } = await measureMove(server.url, from, to, rows);
      digested.set(from, digestMs);
      figures.push(
        figure(`move-${from}-to-${to}`, moveMs, { unit: 'ms', better: 'lower' }),
        figure(`move-${from}-to-${to}-rate`, megabytes / (moveMs / 1000), { unit: 'MB/s', better: 'higher' }),
      );
    }
  } finally {
    await server.close();
  }
  return [
    ...figures,
    ...[...digested].map(([kind, ms]) => figure(`digest-${kind}`, ms, { unit: 'ms', better: 'lower' })),
  ];
}

/** Of all lines, in bytes. */
function linesOf(rows: number): number {
  const { chunks, embeddings } = passages(0, 1000);
  const thousand = [...chunks, ...embeddings].reduce((sum, line) => sum + line.length, 0);
  return (thousand * rows) / 1000;
}

async function measureMove(url: string, from: EngineKind, to: EngineKind, rows: number) {
  const profile = await mkdtemp(join(tmpdir(), 'hearth-bench-'));
  const context = await launchProfile(profile);
  try {
    const tab = await openStoreTab(context, url);
    await tab.call('openChosen', { wish: from });
    await tab.call('fill', { from: 0, rows });
    const startedMs = performance.now();
    await tab.call('digests');
    const digestMs = performance.now() - startedMs;
    return { moveMs: await tab.call<number>('move', { kind: to }), digestMs };
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}
