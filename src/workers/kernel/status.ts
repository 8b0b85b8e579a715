import type { KernelStatus } from '../../core/queries.ts';
import { countItems } from '../../db/tables/items.ts';
import type { KernelContext } from './context.ts';
import { lastUndo } from './last-undo.ts';
import type { Usage } from './usage.ts';

export async function kernelStatus(context: KernelContext): Promise<KernelStatus> {
  const { store, db, indexer, embedder, pictures, models } = context;
  const [counts, { storage, usage }] = await Promise.all([countItems(db), context.usage.read()]);
  return {
    engine: store.engine,
    engineReason: context.engineReason,
    schemaVersion: context.schemaVersion,
    items: counts.live,
    chunks: indexer.index.chunkCount,
    deleted: counts.deleted,
    indexing: { waiting: indexer.waiting },
    embedding: embedder?.state() ?? { state: 'off', waiting: 0 },
    pictures: pictures?.state() ?? { state: 'off', waiting: 0 },
    model: { id: models.manifest.id, name: models.manifest.name, state: models.state() },
    storage,
    usage,
    lastUndo: lastUndo(context.session),
    openMs: context.openMs(),
  };
}

type Measured = Pick<KernelContext, 'store' | 'blobs' | 'models' | 'indexer'>;

export async function measureUsage(
  { store, blobs, models, indexer }: Measured,
  estimate: () => Promise<Usage['storage']>,
): Promise<Usage> {
  const [storage, database, originals, modelBytes] = await Promise.all([
    estimate(),
    store.sizeBytes(),
    blobs.sizeBytes(),
    models.storedBytes(),
  ]);
  return { storage, usage: { database, originals, index: indexer.storedBytes, models: modelBytes } };
}
