import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './build-id.ts';
import { ensureChromium } from './chromium.ts';

/** `npm run test:kill`: the kill tests in full. `npm test` runs them in a short form, without `HEARTH_KILLS`. */

const KILLS_PER_PHASE = '10';

ensureChromium();
const { status } = spawnSync(
  join(ROOT, 'node_modules', '.bin', 'vitest'),
  ['run', '--config', 'vitest.browser.config.ts', '--testTimeout=1200000', 'kill'],
  { cwd: ROOT, stdio: 'inherit', env: { HEARTH_KILLS: KILLS_PER_PHASE, ...process.env } },
);
process.exitCode = status ?? 1;
