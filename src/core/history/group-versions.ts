import { clockMs, type Hlc } from '../changes.ts';
import type { Id } from '../ids.ts';
import { changesOf, type ItemChange, type ItemOperation } from './item-changes.ts';

/** A time at which somebody was done changing an item, for now. */
export interface GroupedVersion {
  /** The clock of the last operation in it: the item as it was then is this version. */
  readonly hlc: Hlc;
  readonly atMs: number;
  readonly deviceId: Id;
  readonly actor: VersionActor;
  readonly changes: readonly ItemChange[];
  /** Whether it took something back, or brought an earlier version back. */
  readonly how: 'change' | 'undo' | 'restore';
}

/** `import` is any run; `kernel` is what nobody asked for. */
export type VersionActor = 'user' | 'import' | 'kernel';

/** Edits that follow each other within this time belong together, up to `SPAN_MS` in all. */
const GAP_MS = 5 * 60_000;
const SPAN_MS = 30 * 60_000;

interface Group {
  readonly first: ItemOperation;
  last: ItemOperation;
  readonly changes: ItemChange[];
}

/** Operations of one item, oldest first, as versions, newest first. Those that changed nothing that can be seen are left out. */
export function groupVersions(operations: readonly ItemOperation[]): GroupedVersion[] {
  const groups: Group[] = [];
  for (const operation of operations) {
    const changes = changesOf(operation);
    if (changes.length === 0) continue;
    const group = groups.at(-1);
    if (group !== undefined && belongs(group, operation, changes)) {
      group.changes.push(...changes);
      group.last = operation;
    } else groups.push({ first: operation, last: operation, changes: [...changes] });
  }
  return groups
    .map(toVersion)
    .filter(({ changes }) => changes.length > 0)
    .reverse();
}

function belongs(
  { first, last, changes: held }: Group,
  operation: ItemOperation,
  changes: readonly ItemChange[],
): boolean {
  if (operation.commandId === last.commandId) return true;
  if (operation.deviceId !== last.deviceId) return false;
  const atMs = clockMs(operation.hlc);
  const near = atMs - clockMs(last.hlc) <= GAP_MS && atMs - clockMs(first.hlc) <= SPAN_MS;
  // What follows from a text, as its tags do, belongs to whoever wrote the text.
  if (operation.actor === 'kernel') return near;
  if (operation.actor !== first.actor || !near) return false;
  return howOf(operation) === 'change' && howOf(last) === 'change' && ![...held, ...changes].some(standsAlone);
}

const standsAlone = ({ type }: ItemChange): boolean =>
  type === 'made' || type === 'file' || type === 'deleted' || type === 'restored';

function toVersion({ first, last, changes }: Group): GroupedVersion {
  return {
    hlc: last.hlc,
    atMs: clockMs(last.hlc),
    deviceId: first.deviceId,
    actor: actorOf(first.actor),
    changes: netChanges(changes),
    how: howOf(first),
  };
}

const actorOf = (actor: string): VersionActor =>
  actor.startsWith('run:') ? 'import' : actor === 'kernel' ? 'kernel' : 'user';

function howOf({ commandType }: ItemOperation): GroupedVersion['how'] {
  if (commandType === 'undo' || commandType === 'undo-import') return 'undo';
  return commandType === 'restore-version' ? 'restore' : 'change';
}

/** What of several changes is left in the end. What a thing was made with is no change of it. */
function netChanges(changes: readonly ItemChange[]): ItemChange[] {
  if (changes.some(({ type }) => type === 'made')) return [{ type: 'made' }];
  const net = new Map<string, ItemChange>();
  for (const change of changes) {
    const key = change.type === 'tag' ? `tag ${change.tag}` : change.type;
    const held = net.get(key);
    if (change.type === 'tag' && held !== undefined) net.delete(key);
    else if (held !== undefined && 'from' in held && 'from' in change) net.set(key, { ...change, from: held.from });
    else net.set(key, change);
  }
  return [...net.values()].filter((change) => !('from' in change) || change.from !== change.to);
}
