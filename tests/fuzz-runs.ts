/** How many random cases a law is tried on: `HEARTH_FUZZ`, or a number that keeps the suite quick. */
export const fuzzRuns = (quick: number): number => Number(process.env['HEARTH_FUZZ'] ?? quick);
