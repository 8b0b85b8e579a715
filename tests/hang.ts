/**
 * What a hostile input may cost before a test calls it a hang: a quadratic reading of a megabyte takes minutes, a linear
 * one far less than this, however busy the machine. How fast it is, `npm run bench` measures.
 */
export const HANG_MS = 20_000;

/** What this thread has reckoned, in milliseconds: it does not go on while others have the processor. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
