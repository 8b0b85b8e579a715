import { defineConfig } from 'vitest/config';

/** Tests that drive a real Chromium against the built app. One file at a time: a browser takes both cores. */
export default defineConfig({
  test: {
    include: [
      'tests/browser/**/*.test.ts',
      'tests/e2e/**/*.test.ts',
      'tests/kill/**/*.test.ts',
      'tests/browsers/**/*.test.ts',
    ],
    environment: 'node',
    globalSetup: ['tests/browser/harness/global-setup.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What a page shows is waited for, however busy the machine is.
    expect: { poll: { timeout: 15_000 } },
    passWithNoTests: false,
  },
});
