import { type Corruption, type Tried, tryCorruptions } from '../tests/browser/corruption.ts';
import { serveStorePage } from '../tests/browser/store-harness/page.ts';
import { ensureChromium } from './chromium.ts';

/**
 * `npm run test:corrupt [-- count [seed [state]]]`: alters files of stores at random, `count` times (default 1,000), half on each engine,
 * half of those on stores that were closed in order. Prints what was wrong with its seed, and the numbers. `state`: `closed` or
 * `killed` tries only those; `HEARTH_STORE` names one engine.
 */

const count = Number(process.argv[2] ?? 1000);
const firstSeed = Number(process.argv[3] ?? 1);
const quarter = Math.ceil(count / 4);
const states = [true, false].filter(
  (closed) => (process.argv[4] ?? (closed ? 'closed' : 'killed')) === (closed ? 'closed' : 'killed'),
);
const engines = (process.env['HEARTH_STORE'] ?? 'sqlite,pglite').split(',') as Corruption['kind'][];

ensureChromium();
const server = await serveStorePage();
const tried: Tried[] = [];
try {
  for (const kind of engines) {
    for (const closed of states) {
      const seeds = Array.from({ length: quarter }, (_, at) => firstSeed + at);
      tried.push(...(await tryCorruptions(server.url, { kind, closed, seeds }, tell)));
    }
  }
} finally {
  await server.close();
}
const wrong = tried.filter(({ outcome }) => outcome === 'wrong');
for (const outcome of ['same', 'reported', 'refused', 'wrong'] as const) {
  console.log(`${outcome}: ${tried.filter((each) => each.outcome === outcome).length}`);
}
const boot = tried.map(({ bootMs }) => bootMs).sort((one, other) => one - other);
console.log(`boot check, median ${boot[boot.length >> 1]?.toFixed(1)} ms, worst ${boot.at(-1)?.toFixed(1)} ms`);
process.exitCode = wrong.length > 0 ? 1 : 0;

function tell({ kind, closed, seed, outcome, told, why }: Tried): void {
  const line = `${kind} ${closed ? 'closed' : 'killed'} seed ${seed}: ${outcome} · ${told} · ${why}`;
  if (outcome === 'wrong' || process.env['HEARTH_VERBOSE']) console.log(line);
}
