import imageUrl from 'virtual:store-image';
import { bootCheck, countAll } from '../../../src/db/integrity/boot-check.ts';
import { openWitness } from '../../../src/db/integrity/witness.ts';
import { MIGRATIONS } from '../../../src/db/migrations/index.ts';
import { openChosenStore } from '../../../src/db/open-chosen.ts';
import type { EngineKind } from '../../../src/db/stores/directory.ts';
import { DEVICE, fillLibrary } from './backup.ts';

/** A store that was closed in order, and what is looked at when it is opened. */

export interface BootArgument {
  readonly kind: EngineKind;
  /** Ten make an item. */
  readonly chunks: number;
}

const clock = { nowMs: () => Date.now() };
const openIt = (wish: EngineKind) => openChosenStore({ migrations: MIGRATIONS, clock, imageUrl, wish });

export async function fillAndClose({ kind, chunks }: BootArgument): Promise<void> {
  const { store, place } = await openIt(kind);
  await fillLibrary(store, chunks);
  const witness = await openWitness(place);
  const counters = await countAll(store);
  await store.close();
  const sequence = counters.operations;
  const note = { state: 'closed', schemaVersion: MIGRATIONS.length, deviceId: DEVICE, sequence, counters } as const;
  witness.note({ ...note, findings: [] }, true);
  witness.close();
}

/** Throws when it was not closed in order, or something is missing: then another check was measured. */
export async function bootOnce({ kind }: Pick<BootArgument, 'kind'>): Promise<number> {
  const { store, place, faults } = await openIt(kind);
  const witness = await openWitness(place);
  const { tookMs, closedCleanly, findings } = await bootCheck({
    store,
    witness,
    faults,
    nowMs: () => performance.now(),
  });
  witness.close();
  await store.close();
  if (closedCleanly !== true || findings.length > 0) throw new Error(`not whole: ${JSON.stringify(findings)}`);
  return tookMs;
}
