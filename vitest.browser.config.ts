import { defineConfig } from 'vitest/config';

/** Tests in which moments count: nothing else runs meanwhile. */
const ALONE = ['tests/e2e/leader.test.ts'];

/** Tests that take both cores now and then. */
const ONE_AT_A_TIME = [
  'tests/kill/**/*.test.ts',
  'tests/e2e/leader-troubles.test.ts',
  'tests/e2e/engine.test.ts',
  'tests/e2e/layout.test.ts',
  'tests/browser/{models,embedding,move}.test.ts',
  'tests/browsers/**/*.test.ts',
];

const common = {
  environment: 'node',
  globalSetup: 'tests/browser/harness/global-setup.ts',
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // What a page shows is waited for, however busy the machine is.
  expect: { poll: { timeout: 15_000 } },
} as const;

/** Tests that drive real browsers against the built app: two files at a time, each with a browser of its own. */
export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          ...common,
          name: 'side by side',
          include: ['tests/browser/**/*.test.ts', 'tests/e2e/**/*.test.ts'],
          exclude: [...ALONE, ...ONE_AT_A_TIME],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'one at a time',
          include: ONE_AT_A_TIME,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...common,
          name: 'alone',
          include: ALONE,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
