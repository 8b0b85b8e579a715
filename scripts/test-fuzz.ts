import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './build-id.ts';

/** `npm run test:fuzz`: every reader on 10,000 damaged files of its format. `npm test` tries 60 of each. */

const INPUTS = '10000';
const HOUR_MS = 3_600_000;

const { status } = spawnSync(
  join(ROOT, 'node_modules', '.bin', 'vitest'),
  ['run', `--testTimeout=${6 * HOUR_MS}`, '--testNamePattern', 'whatever', 'src/workers/parse/readers'],
  { cwd: ROOT, stdio: 'inherit', env: { HEARTH_FUZZ: INPUTS, ...process.env } },
);
process.exitCode = status ?? 1;
