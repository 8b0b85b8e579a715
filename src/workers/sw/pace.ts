/** Lets the first through, then one in `everyMs`; the last always. Of times by one clock. */
export function createPace(everyMs: number): (nowMs: number, isLast: boolean) => boolean {
  let toldMs = Number.NEGATIVE_INFINITY;
  return (nowMs, isLast) => {
    if (!isLast && nowMs - toldMs < everyMs) return false;
    toldMs = nowMs;
    return true;
  };
}
