import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../scripts/build.ts';
import { ROOT } from '../scripts/build-id.ts';
import { ensureChromium } from '../scripts/chromium.ts';
import { measureAnswering } from './answering.ts';
import { measureBackups } from './backups.ts';
import { measureBootCheck } from './boot-check.ts';
import { measureFirstRoute } from './bundles.ts';
import { measureConversationSwitch } from './conversation-switch.ts';
import { measureCranfieldSearch } from './cranfield.ts';
import { measureEditor } from './editor.ts';
import { measureEmbedding } from './embed.ts';
import { measureEngines } from './engines.ts';
import { measureExport } from './export.ts';
import { measureExportMemory } from './export-memory.ts';
import type { Figure } from './figure.ts';
import { measureFused, measureFusedMillion } from './fused.ts';
import { measureGraph } from './graph.ts';
import { measureImport } from './import.ts';
import { measureImportMemory } from './import-memory.ts';
import { measureImportRates } from './import-rates.ts';
import { measureSecondPass } from './judge.ts';
import { measureLibraryScroll } from './library-scroll.ts';
import { measureLlm } from './llm.ts';
import { measureMemory } from './memory.ts';
import { measureMemoryHour } from './memory-hour.ts';
import { measureMoves } from './moves.ts';
import { measureOcr } from './ocr.ts';
import { measureOffline } from './offline.ts';
import { measurePalette } from './palette.ts';
import { measureQuestions } from './questions.ts';
import { measureReopen } from './reopen.ts';
import { measureRoutes } from './routes.ts';
import { measureSearch } from './search.ts';
import { measureSecondTab } from './second-tab.ts';
import { measureStore } from './store.ts';
import { measureStreaming } from './streaming.ts';
import { measureTyping } from './typing.ts';
import { measureVectors } from './vectors.ts';
import { measureWrite } from './write.ts';
import { measureYear } from './year.ts';

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
