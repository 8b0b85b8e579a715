/** The same day so many months earlier, at midnight where the user is: a rule that a minute does not change. */
export function monthsBefore(nowMs: number, months: number): number {
  const date = new Date(nowMs);
  return new Date(date.getFullYear(), date.getMonth() - months, date.getDate()).getTime();
}
