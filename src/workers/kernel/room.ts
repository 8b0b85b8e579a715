import type { Kysely } from 'kysely';
import { z } from 'zod';
import { decideRoom, type SizeOnDay, TRIED_BYTES, tellsRoom, withDay } from '../../core/diagnostics/room.ts';
import type { IdSource } from '../../core/ids.ts';
import type { Clock } from '../../core/ports.ts';
import { putCheck, readChecks } from '../../db/tables/checks.ts';
import { countItems } from '../../db/tables/item-lists.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer } from '../../db/write.ts';
import type { Incidents } from './incidents.ts';
import type { Notices } from './notices.ts';
import { ownWrite } from './own-write.ts';
import type { Usage } from './usage.ts';

/** Keeps one figure a day of how much is used, so that it can be said when there will be no room. */
export interface RoomKeeper {
  series(): Promise<readonly SizeOnDay[]>;
  /** What was tried last, as `decideRoom` wants it; the first trial is waited for. */
  triedBytes(): Promise<number | null>;
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
  /** Whether so many bytes more would fit; null where that cannot be tried. */
  readonly hasRoomFor: ((bytes: number) => Promise<boolean>) | null;
  readonly onTried: () => void;
  readonly notices: Pick<Notices, 'tell' | 'tellOver'>;
}

const CHECK = 'room';
const FIRST_DELAY_MS = 60_000;
const AGAIN_MS = 6 * 3_600_000;
const TRIED_FRESH_MS = 5 * 60_000;

const storedSeries = z.object({
  days: z.array(z.object({ day: z.number(), usedBytes: z.number(), items: z.number() })),
});

export function createRoomKeeper(options: RoomKeeperOptions): RoomKeeper {
  const { db, writer, ids, clock, after, record, usage, hasRoomFor, onTried, notices } = options;
  let tried: { readonly bytes: number; readonly atMs: number } | null = null;
  let trying: Promise<void> | null = null;

  const series = async (): Promise<readonly SizeOnDay[]> => {
    const stored = storedSeries.safeParse((await readChecks(db, [CHECK])).get(CHECK)?.outcome);
    return stored.success ? stored.data.days : [];
  };

  /** While nothing is written: what is tried is taken for a moment. */
  const tryRoom = async () => {
    let bytes = 0;
    for (const next of TRIED_BYTES) {
      if (hasRoomFor === null || !(await writer.exclusive(() => hasRoomFor(next)))) break;
      bytes = next;
    }
    const changed = tried !== null && tried.bytes !== bytes;
    tried = { bytes, atMs: clock.nowMs() };
    if (changed) onTried();
  };

  const tryAgain = (): Promise<void> => {
    trying ??= tryRoom().finally(() => {
      trying = null;
    });
    return trying;
  };

  const triedBytes = async (): Promise<number | null> => {
    if (hasRoomFor === null || tellsRoom((await usage()).storage)) return null;
    if (tried === null) await tryAgain();
    else if (clock.nowMs() - tried.atMs > TRIED_FRESH_MS) {
      tryAgain().catch((thrown: unknown) => record('room', thrown));
    }
    return tried?.bytes ?? null;
  };

  const measure = async () => {
    const [{ storage }, { live: items }] = await Promise.all([usage(), countItems(db)]);
    const before = await series();
    const days = withDay(before, clock.nowMs(), { usedBytes: storage.usageBytes, items });
    if (days !== before)
      await writer.write(ownWrite('measure-room', ids), (unit) => putCheck(db, unit, CHECK, { days }));
    const low = decideRoom(storage, days, await triedBytes())?.low ?? null;
    // The line over every view says it: the tray keeps when that was.
    if (low === null) notices.tellOver('room-low');
    else notices.tell('room-low', { low }, { isNews: false });
  };

  const measureAfter = (delayMs: number): (() => void) =>
    after(delayMs, () => {
      cancel = measureAfter(AGAIN_MS);
      measure().catch((thrown: unknown) => record('room', thrown));
    });
  let cancel = measureAfter(FIRST_DELAY_MS);

  return { series, triedBytes, measure, close: () => cancel() };
}
