/** How many random cases a law is tried on: `HEARTH_FUZZ`, or a number that keeps the suite quick. */
export const fuzzRuns = (quick: number): number => Number(process.env['HEARTH_FUZZ'] ?? quick);

/** `HEARTH_SEED`, or another one each time. */
export const fuzzSeed = (): number => Number(process.env['HEARTH_SEED'] ?? Date.now() % 2 ** 31);

/** How long a law over damaged files may take: two seconds for each on a busy machine. */
export const FUZZ_TIMEOUT_MS = 120_000 + 2_000 * fuzzRuns(60);
