import { execFileSync } from 'node:child_process';

/** Ends the browser with this profile, as a power cut does. */
export function killBrowserOf(profile: string): void {
  const processes = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8', maxBuffer: 1e8 }).split('\n');
  const own = processes.filter((line) => line.includes(`--user-data-dir=${profile}`) && !line.includes('--type='));
  for (const line of own) process.kill(Number.parseInt(line, 10), 'SIGKILL');
}
