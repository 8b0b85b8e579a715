import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ROOT } from '../scripts/build-id.ts';
import { PAGE_POLICY, WORKER_POLICY } from '../src/workers/sw/policy.ts';

interface SourceFile {
  readonly path: string;
  /** Without comments. */
  readonly code: string;
}

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}()])\/\/.*$/gm, '$1');

const FILES: readonly SourceFile[] = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|fuzz)\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ path: file.slice(ROOT.length), code: withoutComments(readFileSync(file, 'utf8')) }));

/** Places, as `path: what was found`, in files that `where` picks. */
function findings(pattern: RegExp, where: (path: string) => boolean): string[] {
  return FILES.filter(({ path }) => where(path)).flatMap(({ path, code }) =>
    [...code.matchAll(new RegExp(pattern, 'g'))].map((match) => `${path}: ${match[0].trim()}`),
  );
}

const within =
  (...folders: readonly string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(folder));
const outside =
  (...folders: readonly string[]) =>
  (path: string) =>
    !within(...folders)(path);

describe('core', () => {
  test('has no clock, no chance and no I/O', () => {
    const banned =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bfetch\((?!\w+\??:)|\bindexedDB\b|\bperformance\.now\b|\bcrypto\.\w+|\blocalStorage\b|\bsetTimeout\(|\bsetInterval\(/;
    expect(findings(banned, within('src/core/'))).toEqual([]);
  });
});

describe('the house', () => {
  test('asks the network in adapters and the service worker only', () => {
    const sends =
      /(?<![.\w])fetch\((?!\w+\??:)|\bXMLHttpRequest\b|\bnew WebSocket\b|\bnew EventSource\b|\bsendBeacon\b|\bRTCPeerConnection\b/;
    const places = findings(sends, outside('src/adapters/', 'src/workers/sw/'));
    expect(places.filter((place) => !OWN_FILES.has(place.split(':')[0] ?? ''))).toEqual([]);
  });

  test('writes SQL in src/db only', () => {
    const sql = /\b(SELECT\s+[\w*".,\s]+\s+FROM|INSERT INTO|DELETE FROM|CREATE TABLE|UPDATE\s+\w+\s+SET|ALTER TABLE)\b/;
    expect(findings(sql, outside('src/db/'))).toEqual([]);
  });

  test('exports by name', () => {
    expect(findings(/^export \* .*$/m, () => true)).toEqual([]);
    expect(findings(/^export default .*$/m, outside('src/types/'))).toEqual([]);
  });

  test('has no folder for things without a home', () => {
    const homeless = /\/(utils?|helpers?|services?|shared|common|misc)\//;
    expect(FILES.map(({ path }) => path).filter((path) => homeless.test(path))).toEqual([]);
  });

  test('keeps to the compiler’s word', () => {
    expect(findings(/\bas unknown as\b|@ts-(ignore|nocheck|expect-error)|\bas any\b|: any\b/, () => true)).toEqual([]);
  });
});

/** Fetch files of the app itself from its own folder, or, as the kernel does, hand `fetch` to the adapters. */
const OWN_FILES = new Set([
  'src/db/stores/pglite/assets.ts',
  'src/db/stores/sqlite/assets.ts',
  'src/db/open.ts',
  'src/workers/kernel/kernel.worker.ts',
  'src/workers/parse/pdf-data.api.ts',
]);

describe('the page', () => {
  test('names no foreign origin', () => {
    const html = readFileSync(join(ROOT, 'index.html'), 'utf8');
    expect(html.match(/(src|href)="(https?:)?\/\/[^"]*"/g)).toBeNull();
    expect(html).not.toMatch(/<script>|<style|\son\w+=/);
  });

  test('is under a policy that names no foreign origin, no inline code and no eval', () => {
    for (const policy of [PAGE_POLICY, WORKER_POLICY]) {
      expect(policy).not.toMatch(/https?:|\*|unsafe-inline|'unsafe-eval'/);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    }
  });
});

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

describe('packages', () => {
  test('are pinned to an exact version', () => {
    const { dependencies, devDependencies, optionalDependencies } = readJson<PackageJson>('package.json');
    const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('that Hearth ships have a licence that allows it', () => {
    const { packages } = readJson<{ readonly packages: Readonly<Record<string, LockedPackage>> }>('package-lock.json');
    const refused = Object.entries(packages)
      .filter(
        ([path, { dev, optional, devOptional }]) =>
          path !== '' && !dev && !optional && !devOptional && !NOT_SHIPPED.has(path),
      )
      .map(([path, locked]) => [path, READ_LICENCES[path] ?? locked.license ?? installedLicence(path)] as const)
      .filter(([, licence]) => !isAllowed(licence));
    expect(refused).toEqual([]);
  });
});

const ALLOWED_LICENCES = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'OFL-1.1',
  'CC0-1.0',
  'Unlicense',
  'BlueOak-1.0.0',
  'PostgreSQL',
  'Zlib',
  // Copyleft of each file, and none of its files is changed here.
  'MPL-2.0',
]);

/** Packages that name their licence by no SPDX name; what their LICENSE file says. */
const READ_LICENCES: Readonly<Record<string, string>> = {
  'node_modules/duck': 'BSD-2-Clause',
  'node_modules/khroma': 'MIT',
};

/** Installed with another package and not in the build: `scripts/vite-diagram.ts` fails where it comes in. */
const NOT_SHIPPED = new Set(['node_modules/elkjs']);

/** An SPDX expression without nesting: one of the alternatives must be allowed in all of its parts. */
const isAllowed = (expression: string): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => ALLOWED_LICENCES.has(licence)));

function installedLicence(path: string): string {
  const { license } = readJson<{ readonly license?: string }>(join(path, 'package.json'));
  return license ?? 'none';
}

describe('the dependency rules', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  /** Rules broken by a tree of files with these contents. */
  function brokenRules(files: Readonly<Record<string, string>>): string[] {
    const folder = mkdtempSync(join(tmpdir(), 'hearth-rules-'));
    folders.push(folder);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    for (const name of ['.dependency-cruiser.cjs', 'node_modules', 'tsconfig.base.json', 'package.json']) {
      symlinkSync(join(ROOT, name), join(folder, name));
    }
    const bin = join(ROOT, 'node_modules/.bin/depcruise');
    const args = [bin, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
    const report: { summary: { violations: { rule: { name: string } }[] } } = JSON.parse(
      execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 }),
    );
    return [...new Set(report.summary.violations.map(({ rule }) => rule.name))].sort();
  }

  const value = 'export const one = 1;\n';
  const uses = (path: string) => `import { one } from '${path}';\nexport const two = one + 1;\n`;

  test.each([
    ['core uses the database', 'core-knows-core', 'src/core/a.ts', 'src/db/b.ts', '../db/b.ts'],
    ['the database uses sync', 'db-knows-core', 'src/db/a.ts', 'src/sync/b.ts', '../sync/b.ts'],
    ['sync uses an adapter', 'sync-knows-core', 'src/sync/a.ts', 'src/adapters/b.ts', '../adapters/b.ts'],
    ['an adapter uses the database', 'adapters-know-core', 'src/adapters/a.ts', 'src/db/b.ts', '../db/b.ts'],
    ['the app uses the database', 'app-knows-faces', 'src/app/a.ts', 'src/db/b.ts', '../db/b.ts'],
    [
      'the app uses a worker’s inside',
      'app-knows-faces',
      'src/app/a.ts',
      'src/workers/llm/b.ts',
      '../workers/llm/b.ts',
    ],
    [
      'a worker uses another one’s inside',
      'workers-know-workers-by-their-face',
      'src/workers/llm/a.ts',
      'src/workers/kernel/b.ts',
      '../kernel/b.ts',
    ],
    [
      'a worker uses the app',
      'workers-know-workers-by-their-face',
      'src/workers/llm/a.ts',
      'src/app/b.ts',
      '../../app/b.ts',
    ],
  ])('are broken when %s', (_what, rule, from, to, path) => {
    expect(brokenRules({ [from]: uses(path), [to]: value })).toEqual([rule]);
  });

  test('are broken by a cycle, an orphan and a library that core may not use', () => {
    const cycle = {
      'src/core/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'src/core/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
    };
    expect(brokenRules(cycle)).toEqual(['no-cycles']);
    expect(brokenRules({ 'src/core/a.ts': value })).toEqual(['no-orphans']);
    expect(brokenRules({ 'src/core/a.ts': "import { openDB } from 'idb';\nexport const a = openDB;\n" })).toEqual([
      'core-uses-pure-libraries',
    ]);
  });

  test('are kept by an app that uses a worker by its face', () => {
    expect(
      brokenRules({ 'src/app/a.ts': uses('../workers/llm/llm.api.ts'), 'src/workers/llm/llm.api.ts': value }),
    ).toEqual([]);
  });
});
