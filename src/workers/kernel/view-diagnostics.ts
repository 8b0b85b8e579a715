import { CHECK_NAMES, type Diagnostics, type DiskParts } from '../../core/diagnostics/diagnostics.ts';
import { decideRoom } from '../../core/diagnostics/room.ts';
import { safeFacts } from '../../core/diagnostics/safe-facts.ts';
import type { RoomView } from '../../core/growth-queries.ts';
import { archiveParts, countArchived } from '../../db/tables/archives.ts';
import { readChecks } from '../../db/tables/checks.ts';
import { countItems } from '../../db/tables/item-lists.ts';
import { runsWithStatus } from '../../db/tables/runs.ts';
import type { KernelContext } from './context.ts';
import { kernelStatus } from './status.ts';

const SHOWN_INCIDENTS = 50;

export async function viewDiagnostics(context: KernelContext): Promise<Diagnostics> {
  const { db, store, writer, clock, place } = context;
  const [status, room, archived, checks, running, incidents, tabs] = await Promise.all([
    kernelStatus(context),
    viewRoom(context),
    countArchived(db),
    readChecks(db, CHECK_NAMES),
    runsWithStatus(db, 'running'),
    context.incidents.list(SHOWN_INCIDENTS),
    context.openTabs(),
  ]);
  return {
    atMs: clock.nowMs(),
    store: { ...status.store, engine: store.engine, schemaVersion: status.schemaVersion },
    place: place === null ? null : { purpose: place.purpose, madeMs: place.madeMs },
    refusal: writer.refusal?.code ?? null,
    counts: { items: status.items, passages: status.chunks, inBin: status.deleted, archived },
    bytes: room.bytes,
    storage: status.storage,
    room: room.outlook,
    kernel: { openMs: status.openMs, upMs: clock.nowMs() - context.startedMs, tabs },
    queues: {
      writes: writer.queued,
      indexing: status.indexing.waiting,
      embedding: status.embedding.waiting,
      pictures: status.pictures.waiting,
      runs: running.length,
    },
    embedding: status.embedding.state,
    pictures: status.pictures.state,
    model: status.model.state.state,
    checks: CHECK_NAMES.map((name) => {
      const found = checks.get(name);
      return { name, atMs: found?.atMs ?? null, facts: safeFacts(found?.outcome) };
    }),
    incidents,
  };
}

export async function viewRoom(context: KernelContext): Promise<RoomView> {
  const { db, usage, room, move } = context;
  const [{ storage, usage: parts }, parked, series, tried, counts, places] = await Promise.all([
    usage.read(),
    archiveParts(db),
    room.series(),
    room.triedBytes(),
    countItems(db),
    move.view(),
  ]);
  const archives = parked.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const bytes: DiskParts = {
    ...parts,
    originals: Math.max(0, parts.originals - archives),
    archives,
    keptPlaces: places.kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    backups: context.backups.view().sizeBytes,
  };
  return { outlook: decideRoom(storage, series, tried), bytes, persisted: storage.persisted, inBin: counts.deleted };
}
