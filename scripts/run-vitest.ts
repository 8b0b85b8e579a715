import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build-id.ts';
import { type ChildOptions, runChild } from './run-child.ts';

/** What one run of vitest came to. */
export interface TestRun {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  /** Absolute path of the test file. */
  readonly file: string;
  /** Null where the file could not even be loaded, or something failed outside of any test. */
  readonly test: string | null;
  /** First lines of what was thrown. */
  readonly why: string;
}

interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages: readonly string[] | null;
  }[];
}

const TIMEOUT_MS = 50 * 60_000;
const WHY_LINES = 4;

/** Runs vitest with the arguments and reads its report, which is left in the file. Throws when there is none. */
export async function runVitest(
  reportFile: string,
  args: readonly string[],
  options: Omit<ChildOptions, 'timeoutMs'> = {},
): Promise<TestRun> {
  rmSync(reportFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${reportFile}`];
  const vitest = join(ROOT, 'node_modules', '.bin', 'vitest');
  const isWell = await runChild(vitest, ['run', ...reporters, ...args], { ...options, timeoutMs: TIMEOUT_MS });
  const report: Report = JSON.parse(readFileSync(reportFile, 'utf8'));
  const found = report.testResults.flatMap(failuresOf);
  // An error outside of any test turns the run red without a failed test.
  const failures = found.length === 0 && !isWell ? [OUTSIDE] : found;
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

const OUTSIDE: Failure = { file: '', test: null, why: 'something failed outside of any test: see above' };

function failuresOf({ name: file, status, message, assertionResults }: FileReport): Failure[] {
  const failures = assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages }) => ({ file, test: fullName, why: firstLines(failureMessages?.join('\n')) }));
  if (failures.length > 0 || status !== 'failed') return failures;
  return [{ file, test: null, why: firstLines(message) }];
}

const firstLines = (text = ''): string => text.trim().split('\n').slice(0, WHY_LINES).join('\n');
