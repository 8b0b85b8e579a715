import type { KernelStatus } from '../../core/queries.ts';
import { countItems } from '../../db/tables/items.ts';
import type { KernelContext } from './context.ts';

export async function kernelStatus(context: KernelContext): Promise<KernelStatus> {
  const { store, db, indexer, models, blobs } = context;
  const [counts, storage, database, originals, modelBytes] = await Promise.all([
    countItems(db),
    context.storage(),
    store.sizeBytes(),
    blobs.sizeBytes(),
    models.storedBytes(),
  ]);
  return {
    engine: store.engine,
    engineReason: context.engineReason,
    schemaVersion: context.schemaVersion,
    items: counts.live,
    chunks: indexer.index.chunkCount,
    deleted: counts.deleted,
    indexing: { waiting: indexer.waiting },
    model: { id: models.manifest.id, name: models.manifest.name, state: models.state() },
    storage,
    usage: { database, originals, index: indexer.storedBytes, models: modelBytes },
    lastUndo: context.lastUndo.current,
    openMs: context.openMs(),
  };
}
