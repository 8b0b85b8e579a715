import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { ROOT } from './build-id.ts';

export interface ChildOptions {
  readonly timeoutMs: number;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly beside?: Beside;
}

/** How it runs while something else does. */
export interface Beside {
  /** What it says is shown when it has ended: it would mix with what is said meanwhile. */
  readonly quiet: boolean;
  /** It takes what others leave of the processors. */
  readonly givesWay: boolean;
}

export const ALONE: Beside = { quiet: false, givesWay: false };

const IS_WINDOWS = process.platform === 'win32';

/** Runs the program from the root of the repository. Resolves with whether it ended well. */
export async function runChild(
  file: string,
  args: readonly string[],
  { timeoutMs, env = {}, beside = ALONE }: ChildOptions,
): Promise<boolean> {
  const child = spawn(file, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: beside.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    detached: beside.quiet && !IS_WINDOWS,
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
  const kill = () => endGroup(child.pid, beside.quiet);
  const late = setTimeout(kill, timeoutMs);
  if (beside.givesWay) giveWay(child.pid);
  process.once('exit', kill);
  try {
    return await new Promise<boolean>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status === 0));
    });
  } finally {
    clearTimeout(late);
    process.removeListener('exit', kill);
    process.stdout.write(Buffer.concat(said));
  }
}

/** Linux shares by sessions first where it groups them: the session of the child gives way too. */
function giveWay(pid: number | undefined): void {
  if (pid === undefined) return; // it could not be started, and says so
  setPriority(pid, constants.priority.PRIORITY_LOW);
  const group = `/proc/${pid}/autogroup`;
  if (existsSync(group)) writeFileSync(group, String(constants.priority.PRIORITY_LOW));
}

function endGroup(pid: number | undefined, ownGroup: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(ownGroup && !IS_WINDOWS ? -pid : pid, 'SIGKILL');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown; // it has ended
  }
}
