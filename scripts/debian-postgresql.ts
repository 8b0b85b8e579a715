import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './build-id.ts';
import { installDebian, runProgram } from './debian.ts';

/**
 * Debian's PostgreSQL with pgvector, for the test of the dump. Both are Debian's packages where its release has both. A release
 * that has a server and no pgvector gets pgvector from the source package of the next one: fetched by apt, compared with its
 * checksum, compiled for the server that is there, and put beside a copy of the server's programs. Nothing of the system changes.
 */

/** Where a server's programs are, with pgvector beside them. */
export interface Postgresql {
  readonly bin: string;
  readonly version: string;
  /** `Debian` or `Debian’s source`. */
  readonly pgvector: string;
  remove(): void;
}

const SERVERS = '/usr/lib/postgresql';
const SOURCE = {
  release: 'trixie',
  version: '0.8.0',
  package: 'pgvector=0.8.0-1',
  file: 'pgvector_0.8.0.orig.tar.gz',
  sha256: '867a2c328d4928a5a9d6f052cd3bc78c7d60228a9b914ad32aa3db88e9de27b0',
} as const;

/** Throws, in a sentence, where there is none and none can be had. */
export function ensurePostgresql(): Postgresql {
  if (serverVersion() === null) install('postgresql');
  const version = serverVersion();
  if (version === null) throw new Error('Debian’s postgresql is not here: install it, and run this again.');
  const ownVector = join('/usr/share/postgresql', version, 'extension/vector.control');
  if (!existsSync(ownVector) && isOffered(`postgresql-${version}-pgvector`)) install(`postgresql-${version}-pgvector`);
  const bin = join(SERVERS, version, 'bin');
  if (existsSync(ownVector)) return { bin, version, pgvector: 'Debian', remove: () => undefined };
  const home = withExtension(version, compiled(version));
  const remove = () => rmSync(home, { recursive: true, force: true });
  return { bin: join(home, bin), version, pgvector: 'Debian’s source', remove };
}

/** The newest that is installed. */
function serverVersion(): string | null {
  if (!existsSync(SERVERS)) return null;
  const versions = readdirSync(SERVERS).filter((version) => existsSync(join(SERVERS, version, 'bin/postgres')));
  return versions.sort((one, other) => Number(other) - Number(one))[0] ?? null;
}

const install = (...names: string[]): void => installDebian('The test of the dump', ...names);

function isOffered(name: string): boolean {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  return /Candidate: \d/.test(stdout ?? '');
}

/** The folder with `vector.so` and its SQL for that server; compiled once. */
function compiled(version: string): string {
  const made = join(ROOT, '.build', `pgvector-${SOURCE.version}-postgresql-${version}`);
  if (existsSync(made)) return made;
  if (!existsSync('/usr/bin/gcc')) install('gcc', 'libc6-dev');
  const work = mkdtempSync(join(tmpdir(), 'hearth-pgvector-'));
  try {
    fetchSource(work);
    fetchHeaders(work, version);
    const source = join(work, `pgvector-${SOURCE.version}`);
    const files = readdirSync(join(source, 'src')).filter((name) => name.endsWith('.c'));
    const headers = join(work, 'dev/usr/include/postgresql', version, 'server');
    const flags = ['-O2', '-fPIC', '-shared', '-w', `-I${headers}`, '-o', join(work, 'vector.so')];
    runProgram('gcc', [...flags, ...files.map((name) => join('src', name)), '-lm'], source);
    mkdirSync(join(ROOT, '.build'), { recursive: true });
    const draft = mkdtempSync(`${made}-`);
    cpSync(join(work, 'vector.so'), join(draft, 'vector.so'));
    cpSync(join(source, 'vector.control'), join(draft, 'vector.control'));
    cpSync(join(source, 'sql/vector.sql'), join(draft, `vector--${SOURCE.version}.sql`));
    renameSync(draft, made);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return made;
}

/** By apt, with lists of its own, so that the system goes on knowing its own release only. */
function fetchSource(work: string): void {
  const sources = join(work, 'sources.list');
  for (const folder of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(work, folder), { recursive: true });
  writeFileSync(sources, `deb-src http://deb.debian.org/debian ${SOURCE.release} main\n`);
  const options = [
    `Dir::Etc::sourcelist=${sources}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${work}/lists`,
    `Dir::Cache=${work}/cache`,
  ];
  const apt = (...args: string[]) =>
    runProgram('apt-get', ['-qq', ...options.flatMap((option) => ['-o', option]), ...args], work);
  apt('update');
  apt('source', '--download-only', SOURCE.package);
  const sha256 = createHash('sha256')
    .update(readFileSync(join(work, SOURCE.file)))
    .digest('hex');
  if (sha256 !== SOURCE.sha256) throw new Error(`${SOURCE.file} has another checksum than it should.`);
  runProgram('tar', ['xzf', SOURCE.file], work);
}

function fetchHeaders(work: string, version: string): void {
  const name = `postgresql-server-dev-${version}`;
  const download = () => spawnSync('apt-get', ['-qq', 'download', name], { cwd: work, stdio: 'ignore' }).status === 0;
  if (!download()) {
    runProgram('apt-get', ['-qq', 'update']);
    if (!download()) throw new Error(`apt-get could not download ${name}.`);
  }
  const file = readdirSync(work).find((each) => each.startsWith(`${name}_`)) ?? '';
  runProgram('dpkg-deb', ['-x', file, 'dev'], work);
}

/** The server finds its files from where it is: a copy of its programs, and links to all else, with the extension among them. */
function withExtension(version: string, extension: string): string {
  const home = mkdtempSync(join(tmpdir(), 'hearth-postgresql-'));
  runProgram('chmod', ['755', home]);
  const programs = join(SERVERS, version, 'bin');
  cpSync(programs, join(home, programs), { recursive: true, dereference: true });
  const share = join('/usr/share/postgresql', version);
  linkAll(join(SERVERS, version, 'lib'), home);
  linkAll(share, home, ['extension']);
  linkAll(join(share, 'extension'), home);
  for (const file of readdirSync(extension)) {
    const folder = file.endsWith('.so') ? join(SERVERS, version, 'lib') : join(share, 'extension');
    cpSync(join(extension, file), join(home, folder, file));
  }
  return home;
}

function linkAll(folder: string, home: string, but: readonly string[] = []): void {
  mkdirSync(join(home, folder), { recursive: true });
  for (const name of readdirSync(folder)) {
    if (!but.includes(name)) symlinkSync(join(folder, name), join(home, folder, name));
  }
}
