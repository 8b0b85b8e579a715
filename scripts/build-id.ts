import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** What the build is made of. Files in `public/` are many and large: their size and date stand for their contents. */
const SOURCES = ['index.html', 'vite.config.ts', 'package.json', 'package-lock.json', 'src', 'scripts', 'public'];

/** The version and what it was built from, such as `0.1.0+3fa94c01d2be`. The same sources give the same id. */
export function buildId(): string {
  const { HEARTH_BUILD_ID } = process.env;
  if (HEARTH_BUILD_ID) return HEARTH_BUILD_ID;
  const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return `${version}+${sourcesHash()}`;
}

/** Of all that a build is made of: the sources of the app, and what lies below the other paths. */
export function sourcesHash(others: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const file of [...SOURCES, ...others].flatMap(filesBelow)) hash.update(`${file}\0${fingerprint(file)}\0`);
  return hash.digest('hex').slice(0, 12);
}

function filesBelow(path: string): string[] {
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .sort();
}

function fingerprint(file: string): string {
  const path = join(ROOT, file);
  if (!file.startsWith('public')) return createHash('sha256').update(readFileSync(path)).digest('hex');
  const { size, mtimeMs } = statSync(path);
  return `${size} ${mtimeMs}`;
}
