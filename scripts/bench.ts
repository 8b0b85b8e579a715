import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { measureAnswering } from '../bench/answering.ts';
import { measureBackups } from '../bench/backups.ts';
import { measureBootCheck } from '../bench/boot-check.ts';
import { measureFirstRoute } from '../bench/bundles.ts';
import { measureConversationSwitch } from '../bench/conversation-switch.ts';
import { measureCranfieldSearch } from '../bench/cranfield.ts';
import { measureEditor } from '../bench/editor.ts';
import { measureEmbedding } from '../bench/embed.ts';
import { measureEngines } from '../bench/engines.ts';
import { measureExport } from '../bench/export.ts';
import { measureExportMemory } from '../bench/export-memory.ts';
import type { Figure } from '../bench/figure.ts';
import { measureFused, measureFusedMillion } from '../bench/fused.ts';
import { measureGraph } from '../bench/graph.ts';
import { measureImport } from '../bench/import.ts';
import { measureImportMemory } from '../bench/import-memory.ts';
import { measureImportRates } from '../bench/import-rates.ts';
import { measureSecondPass } from '../bench/judge.ts';
import { measureLibraryScroll } from '../bench/library-scroll.ts';
import { measureLlm } from '../bench/llm.ts';
import { measureMemory } from '../bench/memory.ts';
import { measureMemoryHour } from '../bench/memory-hour.ts';
import { measureMoves } from '../bench/moves.ts';
import { measureOcr } from '../bench/ocr.ts';
import { measureOffline } from '../bench/offline.ts';
import { measurePalette } from '../bench/palette.ts';
import { measureQuestions } from '../bench/questions.ts';
import { measureReopen } from '../bench/reopen.ts';
import { measureRoutes } from '../bench/routes.ts';
import { measureSearch } from '../bench/search.ts';
import { measureSecondTab } from '../bench/second-tab.ts';
import { measureStore } from '../bench/store.ts';
import { measureStreaming } from '../bench/streaming.ts';
import { measureTyping } from '../bench/typing.ts';
import { measureVectors } from '../bench/vectors.ts';
import { measureWrite } from '../bench/write.ts';
import { measureYear } from '../bench/year.ts';
import { ensureBuilt } from './build.ts';
import { ROOT } from './build-id.ts';
import { ensureChromium } from './chromium.ts';

/**
 * `npm run bench [-- part…]`: measures, prints a table, and writes `bench/results.json`. Parts that are named are measured
 * alone, and replace their figures in the file. What fails to be measured is named, and the rest goes on.
 */

const PARTS: Readonly<Record<string, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  bundles: measureFirstRoute,
  store: () => measureStore(),
  write: () => measureWrite(),
  engines: () => measureEngines(),
  moves: () => measureMoves(),
  backups: () => measureBackups(),
  'boot-check': () => measureBootCheck(),
  export: () => measureExport(),
  'export-memory': () => measureExportMemory(),
  year: () => measureYear(),
  reopen: () => measureReopen(),
  import: () => measureImport(),
  formats: measureImportRates,
  'import-memory': measureImportMemory,
  graph: measureGraph,
  streaming: () => measureStreaming(),
  typing: measureTyping,
  palette: measurePalette,
  routes: measureRoutes,
  'conversation-switch': measureConversationSwitch,
  'library-scroll-100k': measureLibraryScroll,
  'change-to-second-tab': measureSecondTab,
  editor: measureEditor,
  offline: () => measureOffline(),
  memory: measureMemory,
  'memory-hour': measureMemoryHour,
  llm: () => measureLlm(),
  questions: () => measureQuestions(),
  answers: () => measureAnswering(),
  cranfield: measureCranfieldSearch,
  judge: measureSecondPass,
  embed: () => measureEmbedding(),
  search: measureSearch,
  vectors: measureVectors,
  ocr: measureOcr,
  fused: measureFused,
  'fused-1m': measureFusedMillion,
};

const RESULTS = join(ROOT, 'bench', 'results.json');

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

ensureChromium();
ensureBuilt();
const figures: Figure[] = [];
const failed: string[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startedMs = Date.now();
  try {
    figures.push(...(await measure()));
  } catch (thrown) {
    console.error(`${name} was not measured:`, thrown);
    failed.push(name);
  }
  const seconds = Math.round((Date.now() - startedMs) / 1000);
  console.error(`${name}: ${seconds} s, load ${loadavg()[0]?.toFixed(1) ?? '?'}`);
}
console.log(table(figures));
writeFileSync(RESULTS, `${JSON.stringify([...kept(), ...figures], null, 2)}\n`);
if (failed.length > 0) console.error(`Not measured: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** Figures of the last time that are not measured again. */
function kept(): Figure[] {
  if (wanted.length === 0 || !existsSync(RESULTS)) return [];
  const last: Figure[] = JSON.parse(readFileSync(RESULTS, 'utf8'));
  const again = new Set(figures.map(({ name }) => name));
  return last.filter(({ name }) => !again.has(name));
}

function table(rows: readonly Figure[]): string {
  const lines = rows.map((row) => {
    const goal = row.goal === null ? '' : `${row.better === 'lower' ? '≤' : '≥'} ${short(row.goal)}`;
    const verdict = row.goal === null ? '' : isMet(row) ? 'met' : 'missed';
    return [row.name, `${short(row.value)} ${row.unit}`, short(row.baseline), short(row.ratio), goal, verdict];
  });
  const all = [['figure', 'value', 'baseline', 'ratio', 'goal', ''], ...lines];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function short(value: number | null): string {
  return value === null ? '' : String(Number(value.toPrecision(3)));
}

function isMet({ value, ratio, goal, better }: Figure): boolean {
  if (goal === null) return true;
  const reached = ratio ?? value;
  return better === 'lower' ? reached <= goal : reached >= goal;
}
