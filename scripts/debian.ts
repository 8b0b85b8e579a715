import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs Debian's packages. Throws, in a sentence that names `use`, where it may not or cannot. */
export function installDebian(use: string, ...names: string[]): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`${use} needs Debian’s ${names.join(' and ')}: install it, and run this again.`);
  }
  console.log(`Installing Debian’s ${names.join(', ')}. ${use} needs it.`);
  runProgram('apt-get', ['-qq', 'update']);
  runProgram('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...names]);
}

/** Runs a program to its end; throws with what it said where it fails. */
export function runProgram(file: string, args: readonly string[], cwd?: string): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync(file, args, { env, encoding: 'utf8', ...(cwd === undefined ? {} : { cwd }) });
  if (status !== 0) throw new Error(`${file} ${args[args.length - 1]} failed: ${(stderr ?? '').trim().slice(-500)}`);
}
