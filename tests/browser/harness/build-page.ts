import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, type PluginOption } from 'vite';
import { ROOT, sourcesHash } from '../../../scripts/build-id.ts';

const BUILT = join(ROOT, '.build', 'test-pages');
/** Nobody serves a page of other sources for longer. */
const KEPT_MS = 24 * 3_600_000;

export interface BuildPageOptions {
  /** Folder with the test's `index.html`, from the repository's root. */
  readonly page: string;
  /** Made anew for the page and for its workers. The same for every build of the page. */
  readonly plugins?: () => PluginOption[];
}

/**
 * Builds a test page as production code, for any sub-path, and returns the folder. What is built from the same sources is
 * there once, for all tests that run one after the other or side by side.
 */
export async function buildPage({ page, plugins = () => [] }: BuildPageOptions): Promise<string> {
  const name = page.replaceAll('/', '-');
  const outDir = join(BUILT, `${name}-${sourcesHash(['tests/browser', page])}`);
  if (existsSync(outDir)) return outDir;
  mkdirSync(BUILT, { recursive: true });
  removeOlder(name);
  const draft = mkdtempSync(join(BUILT, `draft-${name}-`));
  await build({
    configFile: false,
    root: join(ROOT, page),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: plugins(),
    worker: { format: 'es', plugins },
    build: { outDir: draft, emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  });
  takePlace(draft, outDir);
  return outDir;
}

/** A folder is there whole or not at all. Whoever comes second takes what the first has built. */
function takePlace(draft: string, outDir: string): void {
  try {
    renameSync(draft, outDir);
  } catch (thrown) {
    if (!existsSync(outDir)) throw thrown;
    rmSync(draft, { recursive: true });
  }
}

function removeOlder(name: string): void {
  for (const folder of readdirSync(BUILT).filter((each) => each.includes(name))) {
    const path = join(BUILT, folder);
    const isOld = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > KEPT_MS;
    if (isOld) rmSync(path, { recursive: true, force: true });
  }
}
