import type { Id } from '../../core/ids.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { hasWorkspace } from '../../db/tables/settings.ts';
import type { Methods } from '../link/expose.ts';
import { createArchiveRun, createBringBackRun } from './archive-run.ts';
import type { KernelContext } from './context.ts';
import { createContext } from './create-context.ts';
import { createImportRun } from './import-run.ts';
import type { KernelDeps } from './kernel-deps.ts';
import { createKernelMethods, type KernelMethods } from './kernel-methods.ts';
import { createLiveQueries } from './live-queries.ts';
import { ownWrite } from './own-write.ts';
import type { Topic } from './queries.ts';
import { createTurnRun } from './turn-run.ts';

export interface Kernel {
  readonly methods: Methods;
  readonly context: KernelContext;
  /** Ends what the page of this client had begun and nobody else can go on with. */
  clientGone(clientId: Id): void;
  close(): Promise<void>;
}

const FRAME_MS = 16;
/** What a crash left of copied bytes is in nobody's way. */
const SWEEP_DELAY_MS = 30_000;

/** Wires the house. Resolves when the kernel can be asked; runs that a crash cut off go on by themselves. */
export async function createKernel(deps: KernelDeps): Promise<Kernel> {
  const { after } = deps;
  const live = createLiveQueries<Topic>({ nextFrame: (callback) => void after(FRAME_MS, callback) });
  const takeUp = async () => methods.adopt(await context.runs.recover());
  const context = await createContext(deps, { live, recover: takeUp });
  const { health, move, runs } = context;
  // Each kind keeps its own types to itself: what comes back from the rows is what it wrote.
  runs.register(createImportRun(context));
  runs.register(createTurnRun(context));
  runs.register(createArchiveRun(context));
  runs.register(createBringBackRun(context));
  const held = await move.holdBack();
  if (!held && !health.readOnly) await health.tolerate(ensureHome(context), undefined);
  await health.tolerate(context.indexer.open(), undefined);
  await context.models.refresh();
  const methods: KernelMethods = createKernelMethods(context, live, after);
  // What a move that was cut off held back is taken up by the kernel that it ends in.
  if (held) await move.resume();
  else if (!health.readOnly) await health.tolerate(takeUp(), undefined);
  if (!held && !health.readOnly) tellOfNewPlace(context);
  const record = context.incidents.record;
  context.bringIn.sweep().catch((thrown: unknown) => record('bring-in', thrown));
  // Beside what is asked of the kernel: nobody waits for it.
  const looking = context.backups
    .open()
    .then(context.drill.open)
    .catch((thrown: unknown) => record('backup', thrown));
  const cancelSweep = after(SWEEP_DELAY_MS, () => sweep(deps, context));
  return {
    methods: methods.methods,
    context,
    clientGone: methods.clientGone,
    async close() {
      live.close();
      await health.rest();
      await move.close();
      context.embedder?.close();
      context.pictures?.close();
      await context.conversationItems.close();
      await context.compaction.close();
      await context.outside?.close();
      await context.drill.close();
      await context.backups.close();
      await looking;
      await runs.close();
      cancelSweep();
      context.room.close();
      await context.tidying.close();
      await context.originals.idle();
      await context.incidents.close();
      await context.writer.idle();
      await context.indexer.close();
      deps.parser.close();
      await health.close();
      await deps.store.close();
      health.closed();
    },
  };
}

/** Removes what nothing leads to any more. What stays takes room and does no other harm: the next start tries again. */
function sweep(deps: KernelDeps, { originals, tidying, exports, incidents: { record } }: KernelContext): void {
  originals.sweep();
  tidying.ask();
  exports.sweep().catch((thrown: unknown) => record('exports', thrown));
  deps.places?.sweep().catch((thrown: unknown) => record('places', thrown));
  deps.removeUnfinished?.().catch((thrown: unknown) => record('originals', thrown));
}

const NEW_PLACE_MS = 86_400_000;

/** That the store is another one is known only to the kernel that opens it; in its first day, so that it is told once. */
function tellOfNewPlace({ place, clock, notices }: KernelContext): void {
  if (place === null || place.purpose === 'new' || clock.nowMs() - place.madeMs > NEW_PLACE_MS) return;
  notices.tell('store-changed', { purpose: place.purpose }, { subject: place.id });
}

/** The workspace that every store has. Its id is the same everywhere, so its making is an operation like any. */
async function ensureHome({ db, writer, ids }: KernelContext): Promise<void> {
  if (await hasWorkspace(db, HOME_WORKSPACE)) return;
  await writer.write(ownWrite('make-home', ids), (unit) =>
    unit.insert('workspaces', HOME_WORKSPACE, { name: 'Home', created_ms: unit.nowMs }),
  );
}
