import { afterAll } from 'vitest';
import { createRandom, makeProfile, removeProfile } from './driver.ts';

/** How often each phase is killed, and the moments: `HEARTH_KILLS`, `HEARTH_SEED`. */

const { HEARTH_KILLS, HEARTH_SEED } = process.env;
const SEED = Number(HEARTH_SEED ?? Date.now() % 1_000_000);

export interface KillPlan {
  readonly kills: readonly number[];
  /** From 0 to 1, spread over the whole of the phase, and never the same. */
  shareOf(kill: number): number;
  /** A profile that is gone after the tests of the file. */
  ownProfile(profile?: string): string;
  /** For as many kills as there are. */
  readonly timeoutMs: number;
}

/** `npm test` kills each phase once, at another moment each time. */
export function planKills(name: string): KillPlan {
  const count = Number(HEARTH_KILLS ?? 1);
  const random = createRandom(SEED);
  const profiles: string[] = [];
  console.log(`${name}: ${count} kills in each phase, HEARTH_SEED=${SEED}`);
  afterAll(() => {
    for (const profile of profiles) removeProfile(profile);
  });
  return {
    kills: Array.from({ length: count }, (_, kill) => kill),
    shareOf: (kill) => (kill + random()) / count,
    ownProfile(profile = makeProfile()) {
      profiles.push(profile);
      return profile;
    },
    timeoutMs: 120_000 + count * 90_000,
  };
}
