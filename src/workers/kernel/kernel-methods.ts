import { z } from 'zod';
import { checkInput } from '../../core/check-input.ts';
import { commandSchemas } from '../../core/commands.ts';
import { AppError, encodeError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { MOST_SELECTED } from '../../core/library-queries.ts';
import { ENGINE_KINDS } from '../../core/place-queries.ts';
import { querySchemas } from '../../core/queries.ts';
import type { ImportInput, ImportState } from '../../core/runs/import-run.ts';
import type { Run } from '../../core/runs/run.ts';
import { HOME_WORKSPACE } from '../../core/workspaces.ts';
import { seenItem } from '../../db/tables/items.ts';
import { allWaiting, runsWithStatus } from '../../db/tables/runs.ts';
import type { CallContext, Methods } from '../link/expose.ts';
import { executeCommand } from './commands.ts';
import type { KernelContext } from './context.ts';
import type { KernelCall } from './kernel-calls.ts';
import type { LiveQueries } from './live-queries.ts';
import { prepareQuery, type Topic } from './queries.ts';
import { rerank } from './rerank.ts';
import { createStaging } from './staging.ts';

/** The calls that a client can make. Each checks its input as any boundary does. */
export interface KernelMethods {
  readonly methods: Methods;
  clientGone(clientId: Id): void;
  /** Imports that were copying when the last kernel ended wait a while for their page to go on. */
  adopt(runs: readonly Run[]): Promise<void>;
}

const queryRequest = z.strictObject({
  name: z.string(),
  input: z.unknown(),
  workspace: z.uuid().default(HOME_WORKSPACE),
});
const subscription = queryRequest.extend({ clientId: z.string(), subscriptionId: z.string() });
const ended = z.strictObject({ clientId: z.string(), subscriptionId: z.string() });
const staging = z.strictObject({
  clientId: z.string(),
  runId: z.uuid(),
  files: z
    .array(z.strictObject({ ordinal: z.number().int().min(0), file: z.instanceof(Blob) }))
    .min(1)
    .max(1000),
});
const powerTold = z.strictObject({ charging: z.boolean(), level: z.number().min(0).max(1) });
const moveRequest = z.strictObject({ kind: z.enum(ENGINE_KINDS) });
const backupRequest = z.strictObject({ id: z.uuid() });
const drillRequest = z.strictObject({ id: z.uuid().nullable() });
const bringInRequest = z.strictObject({ file: z.instanceof(Blob), kind: z.enum(ENGINE_KINDS) });
const keptRequest = z.strictObject({ id: z.string().max(64) });
const itemsRequest = z.strictObject({
  itemIds: z.array(z.uuid()).min(1).max(MOST_SELECTED),
  workspace: z.uuid().default(HOME_WORKSPACE),
});
const itemRequest = z.strictObject({ itemId: z.uuid(), workspace: z.uuid().default(HOME_WORKSPACE) });

/** How long an import waits for the page that holds its files after the kernel changed tabs. */
const ADOPTION_MS = 10_000;

export function createKernelMethods(
  context: KernelContext,
  live: LiveQueries<Topic>,
  after: (delayMs: number, run: () => void) => () => void,
): KernelMethods {
  const subscriptions = new Map<string, () => void>();
  const sources = new Map<Id, string>();
  const copying = createStaging(context);
  const keyOf = (clientId: string, subscriptionId: string) => `${clientId} ${subscriptionId}`;

  const subscribe = (input: unknown, { emit }: CallContext) => {
    const {
      name,
      input: question,
      workspace,
      clientId,
      subscriptionId,
    } = checkInput(subscription, input, 'live query');
    const query = prepareQuery(context, name, question, workspace);
    const end = live.subscribe(query, {
      onValue: (value) => emit('live', { subscriptionId, value }),
      onError: (error) => {
        context.incidents.record(`query ${name}`, error);
        emit('live-error', { subscriptionId, error: encodeError(error) });
      },
    });
    subscriptions.get(keyOf(clientId, subscriptionId))?.();
    subscriptions.set(keyOf(clientId, subscriptionId), end);
  };

  const methods = {
    ping: () => 'here',
    command: (input: unknown) => executeCommand(context, input),
    query(input: unknown) {
      const { name, input: question, workspace } = checkInput(queryRequest, input, 'query');
      return prepareQuery(context, name, question, workspace).run();
    },
    subscribe,
    unsubscribe(input: unknown) {
      const { clientId, subscriptionId } = checkInput(ended, input, 'live query');
      const key = keyOf(clientId, subscriptionId);
      subscriptions.get(key)?.();
      subscriptions.delete(key);
    },
    async stage(input: unknown, { signal }: CallContext) {
      const { clientId, runId, files } = checkInput(staging, input, 'import');
      sources.set(runId, clientId);
      await copying.stage({ runId, files }, signal);
    },
    /** Which files of the page's list are to be sent: those that no rule refused. */
    wanted(input: unknown) {
      const { runId } = checkInput(z.strictObject({ runId: z.uuid() }), input, 'import');
      return allWaiting(context.db, runId);
    },
    /** The page has sent all that it had. */
    async staged(input: unknown) {
      const { runId } = checkInput(z.strictObject({ runId: z.uuid() }), input, 'import');
      sources.delete(runId);
      await copying.allSent(runId);
    },
    async original(input: unknown) {
      const { itemId, workspace } = checkInput(itemRequest, input, 'original');
      const item = await seenItem(context.db, itemId, workspace);
      if (item === null) throw new AppError('not-found', 'That is not here any more.');
      return item.blobHash === null ? null : context.blobs.get(item.blobHash);
    },
    rerank: (input: unknown, { signal }: CallContext) => rerank(context, input, signal),
    'load-model': (_: unknown, { signal, progress }: CallContext) =>
      context.models.ensure({ signal, onProgress: progress }),
    'stop-model': () => context.models.stop(),
    'remove-model': () => context.models.remove(),
    'tell-power': (input: unknown) => context.power.tell(checkInput(powerTold, input, 'power')),
    'fetch-embedding': () => context.embedder?.fetchAnyway(),
    'learn-again': () => context.embedder?.learnAgain(),
    'empty-bin': (_: unknown, { signal, progress }: CallContext) =>
      context.compaction.emptyBin(signal, (done) => progress({ done, total: null })),
    settled: () => context.indexer.settled(),
    'export-archive': (_: unknown, { signal, progress }: CallContext) =>
      context.exports.archive({ signal, onProgress: progress }),
    'export-sql': (_: unknown, { signal, progress }: CallContext) =>
      context.exports.sql({ signal, onProgress: progress }),
    'export-items'(input: unknown, { signal, progress }: CallContext) {
      const { itemIds, workspace: workspaceId } = checkInput(itemsRequest, input, 'export');
      return context.exports.items({ itemIds, workspaceId }, { signal, onProgress: progress });
    },
    'export-saved': () => context.exports.saved(),
    'bring-in'(input: unknown, { signal, progress }: CallContext) {
      const { file, kind } = checkInput(bringInRequest, input, 'export');
      return context.bringIn.start(file, kind, { signal, onProgress: progress });
    },
    'take-brought-in': () => context.bringIn.take(),
    'drop-brought-in': () => context.bringIn.drop(),
    'move-store': (input: unknown) => context.move.start(checkInput(moveRequest, input, 'move').kind),
    'stop-move': () => context.move.stop(),
    'open-place': (input: unknown) => context.move.openPlace(checkInput(keptRequest, input, 'store').id),
    'remove-kept-place': (input: unknown) => context.move.removeKept(checkInput(keptRequest, input, 'kept store').id),
    'back-up-now': (_: unknown, { signal, progress }: CallContext) =>
      context.backups.backUpNow({ signal, onProgress: progress }),
    'remove-backup': (input: unknown) => context.backups.remove(checkInput(backupRequest, input, 'backup').id),
    'compare-backup': (input: unknown, { signal }: CallContext) =>
      context.backups.compare(checkInput(backupRequest, input, 'backup').id, signal),
    'drill-backup': (input: unknown, { signal, progress }: CallContext) =>
      context.drill.run(checkInput(drillRequest, input, 'drill').id, { signal, onProgress: progress }),
    /** A folder was given, allowed again or forgotten, or a backup was brought in. */
    async 'outside-changed'() {
      if (!context.backups.view().available) return;
      await context.backups.alone(async () => undefined);
      // What goes wrong is in its state, and nobody waits for what is written.
      void context.outside?.catchUp();
    },
    'stop-outside': () => context.outside?.stop(),
    'check-health': (_: unknown, { signal, progress }: CallContext) =>
      context.health.check({ signal, onProgress: progress }),
    'repair-store': (_: unknown, { signal, progress }: CallContext) =>
      context.repair.start({ signal, onProgress: progress }),
    'take-repaired': () => context.repair.take(),
    'drop-repaired': () => context.repair.drop(),
  } satisfies Record<KernelCall | 'ping', Methods[string]>;

  const giveUp = (runId: Id) => {
    sources.delete(runId);
    // A failure to record it leaves the import as it is: it is found again at the next start.
    copying.sourceGone(runId).catch((thrown: unknown) => context.incidents.record('run import', thrown));
  };

  return {
    methods: watched(methods, context),
    clientGone(clientId) {
      for (const [key, end] of subscriptions) {
        if (!key.startsWith(`${clientId} `)) continue;
        end();
        subscriptions.delete(key);
      }
      for (const [runId, holder] of sources) if (holder === clientId) giveUp(runId);
    },
    async adopt(runs) {
      const paused = await runsWithStatus(context.db, 'paused');
      for (const run of [...runs, ...paused]) {
        if (run.kind !== 'import' || !stillCopying(run as Run<ImportState, ImportInput>)) continue;
        after(ADOPTION_MS, () => {
          if (!sources.has(run.id)) giveUp(run.id);
        });
      }
    },
  };
}

/** What a call rejects with is remembered, and told to the caller as it is. */
function watched(methods: Methods, { incidents }: KernelContext): Methods {
  const watch = (name: string, method: Methods[string]): Methods[string] => {
    return async (input: never, call) => {
      try {
        return await method(input, call);
      } catch (thrown) {
        incidents.record(placeOf(name, input), thrown);
        throw thrown;
      }
    };
  };
  return Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, watch(name, method)]));
}

/** By names of ours only: what else was sent could be anything. */
function placeOf(call: string, input: unknown): string {
  const { type, name } = (input ?? {}) as { readonly type?: unknown; readonly name?: unknown };
  if (call === 'command' && typeof type === 'string' && Object.hasOwn(commandSchemas, type)) return `command ${type}`;
  if (call === 'query' && typeof name === 'string' && Object.hasOwn(querySchemas, name)) return `query ${name}`;
  return `call ${call}`;
}

const stillCopying = ({ state }: Run<ImportState, ImportInput>) => state.copied < state.listed && !state.sourceGone;
