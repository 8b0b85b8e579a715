import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildId, ROOT } from './build-id.ts';

export const DIST = join(ROOT, 'dist');

/** Inside the folder that it vouches for: whoever deletes `dist/` deletes it too. */
const STAMP = join(DIST, '.vite', 'build-id');

/** Builds `dist/` unless it is what the sources would give. Throws when the build fails. */
export function ensureBuilt(): void {
  const wanted = buildId();
  if (readStamp() === wanted) return;
  rmSync(STAMP, { force: true });
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
    // Whoever asks for it, a test too: what is built is what is shipped.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error('the build failed');
  mkdirSync(join(DIST, '.vite'), { recursive: true });
  writeFileSync(STAMP, wanted);
}

function readStamp(): string | null {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return null; // never built, or the last build broke off
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) ensureBuilt();
