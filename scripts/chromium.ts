import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from '../tests/browser/harness/browser.ts';

/** Finds a Chromium for the tests, or installs Debian's where it may. Throws with what to do where it may not. */
export function ensureChromium(): string {
  try {
    return findChromium();
  } catch (error) {
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw error;
  }
  console.log('Installing Debian’s Chromium for the browser tests…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { status } = spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0)
      throw new Error(`apt-get ${args[0]} failed: install chromium by hand, or name one in HEARTH_CHROMIUM.`);
  }
  return findChromium();
}
