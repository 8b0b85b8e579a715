import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './build-id.ts';

/**
 * `npm run test:fuzz [-- name…]`: every reader on 10,000 damaged files of its format; `npm test` tries 60 of each. Names are
 * parts of the test files' names. `HEARTH_FUZZ` and `HEARTH_SEED` give another number, and the inputs of an earlier run.
 */

const INPUTS = '10000';
const files = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['src/workers/parse/readers'];
const HOUR_MS = 3_600_000;

const { status } = spawnSync(
  join(ROOT, 'node_modules', '.bin', 'vitest'),
  ['run', `--testTimeout=${6 * HOUR_MS}`, '--testNamePattern', 'whatever', ...files],
  { cwd: ROOT, stdio: 'inherit', env: { HEARTH_FUZZ: INPUTS, ...process.env } },
);
process.exitCode = status ?? 1;
