import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DIST } from './build.ts';

/** What may be loaded for what, gzipped, as a browser gets it. Read from the build's manifest; fails when one is over. */

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

interface Size {
  readonly name: string;
  readonly bytes: number;
  readonly budgetBytes: number;
}

const KB = 1000;
export const FIRST_ROUTE_NAME = 'first route (start and Ask)';
/** The entry: it holds the two views that Hearth can start with. */
const FIRST_ROUTE = 169 * KB;
/** A grammar brings what all grammars share, and is counted with it. */
const LAZY_PART = 215 * KB;
/** The editor with its live preview, and Yjs, come with the first note that is opened. */
const NOTES = 305 * KB;
/** What draws the pages of a PDF comes with the first that is opened. */
const PDF_PAGES = 175 * KB;
const LAZY_PARTS: Readonly<Record<string, number>> = { NotePage: NOTES, 'pdf-file': PDF_PAGES };
/** All of them together: most come with the part that they dress. */
const STYLES = 39 * KB;
const WORKERS: Readonly<Record<string, number>> = {
  'kernel.worker': 470 * KB,
  // Both engines: it restores, tries and repairs stores without a kernel. Loaded only for that.
  'keeper.worker': 220 * KB,
  'llm.worker': 200 * KB,
  'parse.worker': 120 * KB,
  'pdf.worker': 420 * KB,
  'embed.worker': 170 * KB,
};
const OTHER_WORKER = 60 * KB;
const SERVICE_WORKER = 15 * KB;

const gzipped = (file: string): number => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length;
const total = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + gzipped(file), 0);

type Manifest = Readonly<Record<string, Chunk>>;

/** The chunk's own file and all that it imports statically. */
function filesOf(manifest: Manifest, chunk: Chunk, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const key of chunk.imports ?? []) {
    const imported = manifest[key];
    if (imported) filesOf(manifest, imported, seen);
  }
  return seen;
}

const js = (files: Iterable<string>): string[] => [...files].filter((file) => file.endsWith('.js'));

const pageScripts = (): string[] => {
  const manifest: Manifest = JSON.parse(readFileSync(join(DIST, '.vite', 'manifest.json'), 'utf8'));
  return Object.values(manifest).flatMap(({ file }) => (file.endsWith('.js') ? [file] : []));
};

/** Of what stands in `dist/`. */
export function measureBundles(): Size[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(DIST, '.vite', 'manifest.json'), 'utf8'));
  const chunks = Object.values(manifest);
  const entry = chunks.find((chunk) => chunk.isEntry);
  if (entry === undefined) throw new Error('the manifest has no entry');
  const first = filesOf(manifest, entry);
  const lazy = chunks
    .filter((chunk) => chunk.isDynamicEntry && chunk.file.endsWith('.js'))
    .map((chunk) => ({
      name: `lazy ${chunk.name ?? chunk.file}`,
      bytes: total(js(filesOf(manifest, chunk)).filter((file) => !first.has(file))),
      budgetBytes: LAZY_PARTS[chunk.name ?? ''] ?? LAZY_PART,
    }));
  return [
    { name: FIRST_ROUTE_NAME, bytes: total(js(first)), budgetBytes: FIRST_ROUTE },
    ...lazy,
    ...workers(),
    { name: 'service worker', bytes: gzipped('sw.js'), budgetBytes: SERVICE_WORKER },
    { name: 'all styles', bytes: total(readAssets(/\.css$/)), budgetBytes: STYLES },
  ];
}

const readAssets = (pattern: RegExp): string[] =>
  readdirSync(join(DIST, 'assets'))
    .filter((file) => pattern.test(file))
    .map((file) => `assets/${file}`);

function workers(): Size[] {
  return readAssets(/\.worker-[\w-]+\.js$/).map((file) => {
    const name = file.replace(/^assets\//, '').replace(/-[\w-]{8}\.js$/, '');
    return { name, bytes: total(importedBy(file)), budgetBytes: WORKERS[name] ?? OTHER_WORKER };
  });
}

const STATIC_IMPORT = /(?:^|[;}\n])import(?:[^'"`()]*?from)?\s*["'`]\.\/([^"'`]+\.js)["'`]/g;

/** The file and all that it imports statically; workers are not in the manifest. */
function importedBy(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const script = readFileSync(join(DIST, file), 'utf8');
  for (const [, name = ''] of script.matchAll(STATIC_IMPORT)) importedBy(`assets/${name}`, seen);
  return seen;
}

const WORKER_IMPORT = /(?:from|import)\s*\(?\s*["'`]\.\/[\w.]+\.worker-[\w-]+\.js["'`]/;

/** Scripts that import the entry of a worker: WebKit runs it once more for them, which ends the worker. */
const importersOfEntries = (): string[] =>
  readAssets(/\.js$/).filter((file) => WORKER_IMPORT.test(readFileSync(join(DIST, file), 'utf8')));

function report(): void {
  const sizes = measureBundles();
  for (const { name, bytes, budgetBytes } of sizes) {
    const mark = bytes > budgetBytes ? 'OVER' : 'ok';
    console.log(
      `${mark.padEnd(5)}${name.padEnd(44)}${(bytes / KB).toFixed(1).padStart(8)} kB of ${budgetBytes / KB} kB gzipped`,
    );
  }
  const importers = importersOfEntries();
  for (const file of importers) console.log(`WRONG ${file} imports the entry of a worker`);
  const withSchemas = pageScripts().filter((file) => {
    const script = readFileSync(join(DIST, file), 'utf8');
    return script.includes('ZodError') && !/jitless:\s*(?:!0|true)/.test(script);
  });
  for (const file of withSchemas)
    console.log(`WRONG ${file} brings the schema library into the page, which tries \`new Function\``);
  const isOver = sizes.some(({ bytes, budgetBytes }) => bytes > budgetBytes);
  process.exitCode = isOver || importers.length > 0 || withSchemas.length > 0 ? 1 : 0;
}

if (import.meta.main) report();
