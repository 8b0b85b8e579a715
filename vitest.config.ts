import { defineConfig } from 'vitest/config';

/** Unit tests beside the code and architecture checks. Browser tests run by `tests/browser/run.ts` in real Chromium. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/*.test.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
    // Files share what they import: no test changes a module, and reading the libraries anew for each took a third of the time.
    isolate: false,
  },
});
