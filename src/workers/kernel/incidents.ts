import type { Kysely } from 'kysely';
import { describeIncident, type Incident } from '../../core/diagnostics/incident.ts';
import type { IdSource } from '../../core/ids.ts';
import type { Clock } from '../../core/ports.ts';
import { type CountedIncident, listIncidents, putIncidents } from '../../db/tables/incidents.ts';
import type { Database } from '../../db/tables/schema.ts';
import type { Writer } from '../../db/write.ts';
import { ownWrite } from './own-write.ts';

/** Errors as they happened, without contents, for the page that says how Hearth is doing. */
export interface Incidents {
  /** Writes it to the console, and remembers what of it holds no contents. `place` is a name of ours: `run import`. Never throws. */
  record(place: string, thrown: unknown): void;
  /** The last first; those included that could not be written down yet. */
  list(limit: number): Promise<readonly Incident[]>;
  close(): Promise<void>;
}

export interface IncidentsOptions {
  readonly db: Kysely<Database>;
  readonly writer: Writer;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly after: (delayMs: number, run: () => void) => () => void;
}

/** What fails in a row is written down in one piece. */
const DELAY_MS = 300;
/** Different ones that wait: more are counted nowhere. */
const MOST_WAITING = 50;

export function createIncidents({ db, writer, ids, clock, after }: IncidentsOptions): Incidents {
  const waiting = new Map<string, CountedIncident>();
  let cancel: (() => void) | null = null;

  const flush = async () => {
    cancel = null;
    const taken = [...waiting];
    if (taken.length === 0) return;
    waiting.clear();
    try {
      const found = taken.map(([, incident]) => incident);
      await writer.write(ownWrite('record-incidents', ids), (unit) => putIncidents(db, unit, found));
    } catch {
      // A full disk or a store that takes no writes: they stay in memory, and go with the next one.
      for (const [key, incident] of taken) add(key, incident);
    }
  };

  const add = (key: string, incident: CountedIncident) => {
    const held = waiting.get(key);
    if (held === undefined && waiting.size >= MOST_WAITING) return;
    waiting.set(key, { ...incident, times: incident.times + (held?.times ?? 0) });
  };

  return {
    record(place, thrown) {
      const facts = describeIncident(place, thrown);
      if (facts === null) return;
      console.error(place, thrown);
      add(JSON.stringify(facts), { ...facts, atMs: clock.nowMs(), times: 1 });
      cancel ??= after(DELAY_MS, () => void flush());
    },
    async list(limit) {
      const unwritten = [...waiting.values()].map((incident, at): Incident => ({ ...incident, id: `waiting-${at}` }));
      return [...unwritten, ...(await listIncidents(db, limit))].slice(0, limit);
    },
    async close() {
      cancel?.();
      await flush();
    },
  };
}
