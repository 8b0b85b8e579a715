import { fileURLToPath } from 'node:url';
import { build, type PluginOption } from 'vite';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface BuildPageOptions {
  /** Folder with the test's `index.html`, from the repository's root. */
  readonly page: string;
  /** Made anew for the page and for its workers. */
  readonly plugins?: () => PluginOption[];
}

/** Builds a test page as production code, for any sub-path, and returns the folder. */
export async function buildPage({ page, plugins = () => [] }: BuildPageOptions): Promise<string> {
  const outDir = `${ROOT}.build/test-pages/${page.replaceAll('/', '-')}`;
  await build({
    configFile: false,
    root: `${ROOT}${page}`,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: plugins(),
    worker: { format: 'es', plugins },
    build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  });
  return outDir;
}
