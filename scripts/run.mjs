// The way into `npm start` and `npm test`: plain JavaScript that any Node from 20 on can run. It installs the packages
// where they are missing or old, among them the newer Node that everything else needs, and hands over to
// the file that is named, from the root and without its ending, in that Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const NEEDED_MAJOR = 24;

const [name, ...rest] = process.argv.slice(2);
install();
const node = findNode();
const bin = join(ROOT, 'node_modules', '.bin');
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
const child = spawn(node, [join(ROOT, `${name}.ts`), ...rest], { cwd: ROOT, env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

/** npm writes `node_modules/.package-lock.json` last: older than the lockfile, or not there, means not installed. */
function install() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  const lockfile = join(ROOT, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return;
  console.log('Installing the packages…');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail('npm ci failed. Hearth needs the npm registry for its first start.');
}

function findNode() {
  const own = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (major(own) >= NEEDED_MAJOR) return own;
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) return process.execPath;
  return fail(
    `Hearth is built with Node ${NEEDED_MAJOR}, and there is no such package for ${process.platform} ${process.arch}.\n` +
      `Install Node ${NEEDED_MAJOR} from https://nodejs.org and run this again.`,
  );
}

function major(path) {
  if (!existsSync(path)) return 0;
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  return Number.parseInt((stdout ?? '').replace('v', ''), 10) || 0;
}

/** @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}
