import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type SizeOnDay, withDay } from '../../core/diagnostics/room.ts';
import type { IdSource } from '../../core/ids.ts';
import type { Clock } from '../../core/ports.ts';
import { putCheck, readChecks } from '../../db/tables/checks.ts';
import { countItems } from '../../db/tables/items.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer } from '../../db/write.ts';
import type { Incidents } from './incidents.ts';
import { ownWrite } from './own-write.ts';
import type { Usage } from './usage.ts';

/** Keeps one figure a day of how much is used, so that it can be said when there will be no room. */
export interface RoomKeeper {
  series(): Promise<readonly SizeOnDay[]>;
  /** Resolves when today's figure is there. */
  measure(): Promise<void>;
  close(): void;
}

export interface RoomKeeperOptions {
  readonly db: Kysely<Database>;
  readonly writer: Writer;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly record: Incidents['record'];
  readonly usage: () => Promise<Usage>;
}

const CHECK = 'room';
const FIRST_DELAY_MS = 60_000;
const AGAIN_MS = 6 * 3_600_000;

const storedSeries = z.object({
  days: z.array(z.object({ day: z.number(), usedBytes: z.number(), items: z.number() })),
});

export function createRoomKeeper(options: RoomKeeperOptions): RoomKeeper {
  const { db, writer, ids, clock, after, record, usage } = options;

  const series = async (): Promise<readonly SizeOnDay[]> => {
    const stored = storedSeries.safeParse((await readChecks(db, [CHECK])).get(CHECK)?.outcome);
    return stored.success ? stored.data.days : [];
  };

  const measure = async () => {
    const [{ storage }, { live: items }] = await Promise.all([usage(), countItems(db)]);
    const before = await series();
    const days = withDay(before, clock.nowMs(), { usedBytes: storage.usageBytes, items });
    if (days !== before)
      await writer.write(ownWrite('measure-room', ids), (unit) => putCheck(db, unit, CHECK, { days }));
  };

  const measureAfter = (delayMs: number): (() => void) =>
    after(delayMs, () => {
      cancel = measureAfter(AGAIN_MS);
      measure().catch((thrown: unknown) => record('room', thrown));
    });
  let cancel = measureAfter(FIRST_DELAY_MS);

  return { series, measure, close: () => cancel() };
}
