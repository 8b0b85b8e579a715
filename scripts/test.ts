import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureBuilt } from './build.ts';
import { ROOT } from './build-id.ts';
import { ensureChromium } from './chromium.ts';
import { ALONE, type Beside, runChild } from './run-child.ts';
import { type Failure, runVitest } from './run-vitest.ts';

/**
 * `npm test`: every check; a failed one does not keep the later ones from running. The last line is
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
  readonly run: (beside: Beside) => Promise<Count>;
}

/** What runs at the same time. */
interface Stage {
  readonly main: readonly Step[];
  readonly beside?: readonly Step[];
  /** Whether the steps beside take only what the main ones leave. */
  readonly givesWay?: boolean;
}

const PASSED: Count = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Count = { passed: 0, failed: 1, skipped: 0 };
const STEP_TIMEOUT_MS = 20 * 60_000;
const REPORTS = join(ROOT, '.build', 'reports');
/** More files than these that fail are no accident. */
const SECOND_CHANCES = 3;
/** What failed, told once more at the end, where it is seen. */
const told: string[] = [];

const bin = (name: string) => join(ROOT, 'node_modules', '.bin', name);

const check = (name: string, file: string, args: readonly string[]): Step => ({
  name,
  run: async (beside) => ((await runChild(bin(file), args, { timeoutMs: STEP_TIMEOUT_MS, beside })) ? PASSED : FAILED),
});

/** `act` throws when it fails. */
const done = (name: string, act: () => unknown): Step => ({
  name,
  run: async () => {
    act();
    return PASSED;
  },
});

const types = (project: string): Step => check(`types of ${project}`, 'tsc', ['-p', project]);

/** Tests by vitest. A file of `secondChance` that fails is run once more, alone, and what failed first is told in the end. */
function tests(name: string, args: readonly string[], { secondChance = false, env = {} } = {}): Step {
  const reportFile = (suffix: string) => join(REPORTS, `${name.replaceAll(' ', '-')}${suffix}.json`);
  return {
    name,
    run: async (beside) => {
      const first = await runVitest(reportFile(''), args, { env, beside });
      const files = [...new Set(first.failures.map(({ file }) => file))];
      if (first.failed === 0 || !secondChance || files.length > SECOND_CHANCES || files.includes('')) {
        tell(`failed in ${name}`, first.failures);
        return first;
      }
      console.log(`\n── ${name}, once more: ${files.join(', ')}`);
      const second = await runVitest(reportFile('-once-more'), [...args, ...files], { env, beside });
      tell(`failed in ${name}, twice`, second.failures);
      tell(`failed in ${name} at first, on a second look`, first.failures);
      return { passed: first.passed + first.failed - second.failed, failed: second.failed, skipped: first.skipped };
    },
  };
}

function tell(what: string, failures: readonly Failure[]): void {
  for (const { file, test, why } of failures)
    told.push(`${what}: ${relative(ROOT, file)} › ${test ?? 'the whole file'}\n${why.replaceAll(/^/gm, '        ')}`);
}

const STATIC: readonly Stage[] = [
  {
    main: [types('src/app'), types('tsconfig.worker.json'), types('src/workers/sw')],
    beside: [
      check('lint and format', 'biome', ['ci', '--error-on-warnings', '.']),
      types('src/core'),
      types('tsconfig.node.json'),
      check('who may know whom', 'depcruise', ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']),
      check('unused files, exports and packages', 'knip', ['--no-progress']),
    ],
  },
];

const inBrowsers = (project: string): Step =>
  tests(`browser tests ${project}`, ['--config', 'vitest.browser.config.ts', '--project', project], {
    secondChance: true,
  });

const RUN: readonly Stage[] = [
  {
    main: [
      done('build', ensureBuilt),
      check('bundle budgets', 'node', ['scripts/budgets.ts']),
      done('a browser', ensureChromium),
    ],
  },
  // A browser that starts, is killed and waits leaves half of two cores to the tests that only reckon.
  {
    main: [inBrowsers('one at a time')],
    beside: [
      tests('unit tests', []),
      tests('store and kernel on SQLite', ['src/db', 'src/workers/kernel'], { env: { HEARTH_STORE: 'sqlite' } }),
    ],
    givesWay: true,
  },
  { main: [inBrowsers('side by side')] },
  { main: [inBrowsers('alone')] },
];

interface Result {
  readonly name: string;
  readonly count: Count;
  readonly seconds: number;
}

async function attempt(step: Step, beside: Beside): Promise<Result> {
  const startedMs = Date.now();
  console.log(`\n── ${step.name}${beside.quiet ? ' (told when it has ended)' : ''}`);
  const count = await step.run(beside).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return FAILED;
  });
  return { name: step.name, count, seconds: Math.round((Date.now() - startedMs) / 1000) };
}

async function attemptAll(steps: readonly Step[], beside: Beside): Promise<Result[]> {
  const results: Result[] = [];
  for (const step of steps) results.push(await attempt(step, beside));
  return results;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
mkdirSync(REPORTS, { recursive: true });
const results: Result[] = [];
for (const { main, beside = [], givesWay = false } of process.argv[2] === 'lint' ? STATIC : [...STATIC, ...RUN]) {
  const both = [attemptAll(main, ALONE), attemptAll(beside, { quiet: true, givesWay })];
  results.push(...(await Promise.all(both)).flat());
}
const sum = (key: keyof Count) => results.reduce((total, { count }) => total + count[key], 0);

console.log('\n── Summary');
for (const { name, count, seconds } of results) {
  const verdict = count.failed > 0 ? 'FAILED' : 'ok';
  console.log(
    `${verdict.padEnd(7)} ${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped (${seconds} s)`,
  );
}
for (const text of told) console.log(text);
process.exitCode = sum('failed') > 0 ? 1 : 0;
console.log(`tests: ${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
