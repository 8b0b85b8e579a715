import type { Database } from '@sqlite.org/sqlite-wasm';

/** What SQL of ours needs and SQLite lacks; `sql-parts.ts` calls them. */
export function addFunctions(db: Database): void {
  db.createFunction(
    'lower_case',
    (_, text) => (text === null || text === undefined ? null : String(text).toLowerCase()),
    {
      arity: 1,
      deterministic: true,
      directOnly: true,
    },
  );
  db.createFunction('bits_apart', (_, one, other) => bitsApart(one, other), {
    arity: 2,
    deterministic: true,
    directOnly: true,
  });
}

function bitsApart(one: unknown, other: unknown): number | null {
  if (!isInteger(one) || !isInteger(other)) return null;
  const bits = BigInt.asUintN(64, BigInt(one) ^ BigInt(other));
  return onesOf(Number(bits & 0xffffffffn)) + onesOf(Number(bits >> 32n));
}

const isInteger = (value: unknown): value is number | bigint => typeof value === 'number' || typeof value === 'bigint';

/** Of 32 bits, all pairs and then all groups at once (Warren, “Hacker's Delight”, 5-1). */
function onesOf(bits: number): number {
  let sums = bits - ((bits >>> 1) & 0x55555555);
  sums = (sums & 0x33333333) + ((sums >>> 2) & 0x33333333);
  return Math.imul((sums + (sums >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
