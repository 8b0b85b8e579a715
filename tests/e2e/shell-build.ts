import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../scripts/build-id.ts';
import { contentPolicy } from '../../scripts/vite-policy.ts';
import { offlineShell } from '../../scripts/vite-pwa.ts';

const WORK = join(ROOT, '.build', 'shell');
const PUBLIC = join(WORK, 'public');

/** The folder with the test page's shell, built as `buildId` with the plugins and settings of Hearth's own build. */
export async function buildShell(buildId: string): Promise<string> {
  await cp(join(ROOT, 'public/icons'), join(PUBLIC, 'icons'), { recursive: true });
  const outDir = join(WORK, buildId);
  await build({
    configFile: false,
    root: join(ROOT, 'tests/browser/pages/shell'),
    base: './',
    publicDir: PUBLIC,
    logLevel: 'error',
    define: { __BUILD_ID__: JSON.stringify(buildId) },
    plugins: [contentPolicy(), offlineShell()],
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  return outDir;
}

/** Puts a build in the place of the one before, as an upload to a static host does. */
export async function deploy(built: string, site: string): Promise<void> {
  await rm(site, { recursive: true, force: true });
  await mkdir(site, { recursive: true });
  await cp(built, site, { recursive: true });
}
