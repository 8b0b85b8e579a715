import type { ModelStore } from '../../core/llm/model-store.ts';
import { TESSERACT, TESSERACT_LANGUAGES } from '../../core/llm/picture-models.ts';
import { MINILM_ANY } from '../../core/llm/starter-models.ts';
import type { KernelStatus } from '../../core/queries.ts';
import { countItems } from '../../db/tables/item-lists.ts';
import type { KernelContext } from './context.ts';
import { lastUndo } from './last-undo.ts';
import { storedBytes } from './model-service.ts';
import type { Usage } from './usage.ts';

const NO_EMBEDDING = { state: 'off', waiting: 0, learned: 0, device: null, deviceNote: null } as const;

export async function kernelStatus(context: KernelContext): Promise<KernelStatus> {
  const { store, db, indexer, embedder, pictures, models } = context;
  const [counts, { storage, usage }] = await Promise.all([countItems(db), context.usage.read()]);
  return {
    engine: store.engine,
    engineReason: context.engineReason,
    store: store.capabilities,
    schemaVersion: context.schemaVersion,
    items: counts.live,
    chunks: indexer.index.chunkCount,
    deleted: counts.deleted,
    indexing: { waiting: indexer.waiting },
    pictures: pictures?.state() ?? { state: 'off', waiting: 0 },
    embedding: embedder?.state() ?? NO_EMBEDDING,
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
  modelStore: ModelStore,
): Promise<Usage> {
  const [storage, database, originals, ...modelBytes] = await Promise.all([
    estimate(),
    store.sizeBytes(),
    blobs.sizeBytes(),
    models.storedBytes(),
    sideBytes(modelStore),
  ]);
  return { storage, usage: { database, originals, index: indexer.storedBytes, models: modelBytes[0] + modelBytes[1] } };
}

/** Of the models beside the one that answers: what learns meanings, and what reads words in pictures. */
async function sideBytes(store: ModelStore): Promise<number> {
  const models = [MINILM_ANY, TESSERACT, ...Object.values(TESSERACT_LANGUAGES)];
  const bytes = await Promise.all(models.map((model) => storedBytes(store, model)));
  return bytes.reduce((sum, each) => sum + each, 0);
}
