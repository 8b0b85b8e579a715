import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './build-id.ts';
import { ensureChromium } from './chromium.ts';

/**
 * `npm run test:kill [pattern]`: the kill tests in full, on both engines or on that of `HEARTH_STORE`. `npm test` runs them in a
 * short form, without `HEARTH_KILLS`.
 */

const KILLS_PER_PHASE = '10';
const { HEARTH_STORE } = process.env;

ensureChromium();
for (const store of HEARTH_STORE === undefined ? ['pglite', 'sqlite'] : [HEARTH_STORE]) {
  console.log(`── on ${store}`);
  const { status } = spawnSync(
    join(ROOT, 'node_modules', '.bin', 'vitest'),
    ['run', '--config', 'vitest.browser.config.ts', '--testTimeout=1200000', process.argv[2] ?? 'tests/kill'],
    { cwd: ROOT, stdio: 'inherit', env: { HEARTH_KILLS: KILLS_PER_PHASE, ...process.env, HEARTH_STORE: store } },
  );
  if (status !== 0) process.exitCode = 1;
}
