import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';
import { ROOT } from './build-id.ts';
import { ensureChromium } from './chromium.ts';

/**
 * `npm test`: every check, one after the other; a failed one does not keep the later ones from running. The last line is
 * `tests: N passed, N failed, N skipped`, counted from the runs: each check is one, each test is one. `npm run lint` does
 * the checks that need neither build nor browser.
 */

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Step {
  readonly name: string;
  /** Throws when it could not be done. */
  readonly run: () => Count;
}

const PASSED: Count = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Count = { passed: 0, failed: 1, skipped: 0 };
const STEP_TIMEOUT_MS = 20 * 60_000;
const REPORTS = join(ROOT, '.build', 'reports');

const bin = (name: string) => join(ROOT, 'node_modules', '.bin', name);

function execute(file: string, args: readonly string[]): boolean {
  const { status } = spawnSync(file, args, { cwd: ROOT, stdio: 'inherit', timeout: STEP_TIMEOUT_MS });
  return status === 0;
}

const check = (name: string, file: string, args: readonly string[]): Step => ({
  name,
  run: () => (execute(bin(file), args) ? PASSED : FAILED),
});

/** `act` throws when it fails. */
const done = (name: string, act: () => unknown): Step => ({
  name,
  run: () => {
    act();
    return PASSED;
  },
});

const types = (project: string): Step => check(`types of ${project}`, 'tsc', ['-p', project]);

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** Tests by vitest. A file that could not even be loaded counts as one that failed. */
function tests(name: string, args: readonly string[]): Step {
  return {
    name,
    run: () => {
      const file = join(REPORTS, `${name.replaceAll(' ', '-')}.json`);
      rmSync(file, { force: true });
      const green = execute(bin('vitest'), [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile=${file}`,
        ...args,
      ]);
      const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'));
      const unloaded = report.testResults.filter(
        ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
      ).length;
      const failed = report.numFailedTests + unloaded;
      return {
        passed: report.numPassedTests,
        // An error outside of any test turns the run red without a failed test.
        failed: failed === 0 && !green ? 1 : failed,
        skipped: report.numPendingTests + report.numTodoTests,
      };
    },
  };
}

const STATIC: readonly Step[] = [
  check('lint and format', 'biome', ['ci', '--error-on-warnings', '.']),
  types('src/core'),
  types('tsconfig.worker.json'),
  types('src/workers/sw'),
  types('src/app'),
  types('tsconfig.node.json'),
  check('who may know whom', 'depcruise', ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']),
  check('unused files, exports and packages', 'knip', ['--no-progress']),
];

const RUN: readonly Step[] = [
  tests('unit tests', []),
  done('build', ensureBuilt),
  { name: 'bundle budgets', run: () => (execute(bin('node'), ['scripts/budgets.ts']) ? PASSED : FAILED) },
  done('a browser', ensureChromium),
  tests('browser tests', ['--config', 'vitest.browser.config.ts']),
];

function attempt(step: Step): Count {
  console.log(`\n── ${step.name}`);
  try {
    return step.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return FAILED;
  }
}

mkdirSync(REPORTS, { recursive: true });
const steps = process.argv[2] === 'lint' ? STATIC : [...STATIC, ...RUN];
const results = steps.map((step) => {
  const startedMs = Date.now();
  const count = attempt(step);
  return { name: step.name, count, seconds: Math.round((Date.now() - startedMs) / 1000) };
});
const sum = (key: keyof Count) => results.reduce((total, { count }) => total + count[key], 0);

console.log('\n── Summary');
for (const { name, count, seconds } of results) {
  const verdict = count.failed > 0 ? 'FAILED' : 'ok';
  console.log(
    `${verdict.padEnd(7)} ${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped (${seconds} s)`,
  );
}
process.exitCode = sum('failed') > 0 ? 1 : 0;
console.log(`tests: ${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
