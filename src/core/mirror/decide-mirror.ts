import type { Id } from '../ids.ts';
import type { FolderFile } from '../items/folder-diff.ts';
import { fileNameOf, folderOf, freePath, sameOnDisk } from './file-names.ts';
import { EMPTY_SHA256 } from './mirror-disk.ts';
import type { DiskListing, MirrorNote, MirrorRow, MirrorState } from './mirror-state.ts';

/** What is to be done so that both sides become the same. Each step checks again, when it is taken, what it rests on. */
export type MirrorStep =
  /** The file's bytes are known: only its size and date, or that a write has landed, are to be noted. */
  | { readonly kind: 'note-down'; readonly file: FolderFile; readonly hash: string }
  /** The file says something that is not in its note yet, or has none. */
  | { readonly kind: 'take'; readonly path: string }
  /** The file was renamed or moved there. */
  | { readonly kind: 'follow'; readonly from: string; readonly to: string }
  /** The file was deleted there. */
  | { readonly kind: 'gone'; readonly path: string }
  | { readonly kind: 'write'; readonly itemId: Id; readonly path: string }
  /** A picture that a note embeds is written beside it. It is never changed there afterwards. */
  | { readonly kind: 'picture'; readonly itemId: Id; readonly path: string }
  /** The note was renamed or moved here. */
  | { readonly kind: 'move'; readonly itemId: Id; readonly from: string; readonly to: string }
  /** The note was deleted here, or moved out of the folder. */
  | { readonly kind: 'trash'; readonly path: string }
  /** Neither side has it any more. */
  | { readonly kind: 'forget'; readonly path: string };

export interface MirrorPlan {
  /** In the order in which they are to be taken. */
  readonly steps: readonly MirrorStep[];
  /** So many files are gone at once that notes are deleted only when the user has agreed; 0 where that is not so. */
  readonly heldBack: number;
}

export interface DecideOptions {
  /** The user has agreed that many notes go. */
  readonly allowMany?: boolean;
}

const ORDER: readonly MirrorStep['kind'][] = [
  'note-down',
  'follow',
  'take',
  'move',
  'write',
  'picture',
  'trash',
  'gone',
  'forget',
];
/** Files that may go at once without a question, unless they are less than half of all. */
const FEW = 20;

/** `hashes` has the SHA-256 of every file that was read; one that was not is as its row says. */
export function decideMirror(
  state: MirrorState,
  disk: DiskListing,
  hashes: ReadonlyMap<string, string>,
  { allowMany = false }: DecideOptions = {},
): MirrorPlan {
  const view = viewOf(state, disk, hashes);
  const pictures = state.pictures.map((picture) => ({ kind: 'picture', ...picture }) as const);
  const notes = [...state.rows.flatMap((row) => stepsOfRow(view, row)), ...newFiles(view), ...newNotes(view)];
  const steps: readonly MirrorStep[] = [...notes, ...pictures];
  const gone = steps.filter(({ kind }) => kind === 'gone').length;
  const heldBack = !allowMany && gone > FEW && gone * 2 > state.rows.length ? gone : 0;
  const kept = heldBack > 0 ? steps.filter(({ kind }) => kind !== 'gone') : steps;
  return { steps: kept.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)), heldBack };
}

interface View {
  readonly state: MirrorState;
  readonly disk: DiskListing;
  readonly files: ReadonlyMap<string, FolderFile>;
  readonly hashOf: (path: string) => string | undefined;
  readonly notes: ReadonlyMap<Id, MirrorNote>;
  /** Files that no row knows; what is found to be somebody's is taken out. */
  readonly unknown: Set<string>;
  /** Places that are somebody's, as a disk compares them. */
  readonly taken: Set<string>;
}

function viewOf(state: MirrorState, disk: DiskListing, hashes: ReadonlyMap<string, string>): View {
  const rows = new Map(state.rows.map((row) => [row.path, row]));
  const files = new Map(disk.files.map((file) => [file.path, file]));
  return {
    state,
    disk,
    files,
    hashOf: (path) => hashes.get(path) ?? rows.get(path)?.syncedHash ?? undefined,
    notes: new Map(state.notes.map((note) => [note.itemId, note])),
    unknown: new Set([...files.keys()].filter((path) => !rows.has(path))),
    taken: new Set([...files.keys(), ...rows.keys(), ...disk.unseen, ...disk.doubled].map(sameOnDisk)),
  };
}

function stepsOfRow(view: View, row: MirrorRow): readonly MirrorStep[] {
  const file = view.files.get(row.path);
  return file === undefined ? stepsOfMissing(view, row) : stepsOfPresent(view, row, file);
}

function stepsOfPresent(view: View, row: MirrorRow, file: FolderFile): readonly MirrorStep[] {
  const { path, itemId, syncedHash, writingHash } = row;
  const hash = view.hashOf(path);
  const note = itemId === null ? undefined : view.notes.get(itemId);
  if (hash === undefined) return [];
  if (note?.place === 'archived') return [];
  const hasLanded = hash === writingHash && hash !== syncedHash;
  // What a write that was cut off had begun with.
  if (isBegun(row, hash) && syncedHash === null && note?.place === 'here')
    return [{ kind: 'write', itemId: note.itemId, path }];
  if (hash !== syncedHash && !hasLanded) return [{ kind: 'take', path }];
  if (note === undefined || note.place !== 'here') return [{ kind: itemId === null ? 'take' : 'trash', path }];
  const noted: MirrorStep[] = hasLanded || isMoved(row, file) ? [{ kind: 'note-down', file, hash }] : [];
  const to = hasLanded ? path : targetOf(view, row, note);
  if (to !== path) return [...noted, { kind: 'move', itemId: note.itemId, from: path, to }];
  return note.changed && !hasLanded ? [...noted, { kind: 'write', itemId: note.itemId, path }] : noted;
}

/** A file that was made to be written, and holds nothing yet. */
const isBegun = ({ writingHash }: MirrorRow, hash: string | undefined): boolean =>
  writingHash !== null && hash === EMPTY_SHA256;

const isMoved = (row: MirrorRow, file: FolderFile): boolean =>
  row.sizeBytes !== file.sizeBytes || row.modifiedMs !== file.modifiedMs;

/** Where a note's file is to lie: a move that was cut off goes on where it was. */
function targetOf(view: View, row: MirrorRow, note: MirrorNote): string {
  const own = sameOnDisk(row.path);
  const isOurs = (path: string) =>
    view.unknown.has(path) &&
    row.writingHash !== null &&
    (view.hashOf(path) === row.writingHash || isBegun(row, view.hashOf(path)));
  const to = freePath(note.wanted, (path) => {
    const place = sameOnDisk(path);
    return place !== own && view.taken.has(place) && !isOurs(path);
  });
  // A number that it has because its name was taken stays until that name is free.
  if (sameOnDisk(to) === own && to !== note.wanted) return row.path;
  view.unknown.delete(to);
  view.taken.add(sameOnDisk(to));
  return to;
}

function stepsOfMissing(view: View, row: MirrorRow): readonly MirrorStep[] {
  const { path, itemId, writingHash } = row;
  const { complete, unseen } = view.disk;
  if (!complete || unseen.some((place) => path === place || path.startsWith(`${place}/`))) return [];
  const note = itemId === null ? undefined : view.notes.get(itemId);
  if (note?.place === 'archived') return [];
  if (note === undefined || note.place !== 'here') return [{ kind: 'forget', path }];
  const to = renamedTo(view, row);
  if (to !== undefined) {
    view.unknown.delete(to);
    return [{ kind: 'follow', from: path, to }];
  }
  return [writingHash === null ? { kind: 'gone', path } : { kind: 'write', itemId: note.itemId, path }];
}

/** A file that nobody knows and that holds the same; of several the one with the same name, or in the same folder. */
function renamedTo({ unknown, hashOf }: View, { path, syncedHash, writingHash }: MirrorRow): string | undefined {
  const held = [syncedHash, writingHash].filter((hash) => hash !== null && hash !== EMPTY_SHA256);
  const same = [...unknown].filter((other) => held.includes(hashOf(other) ?? ''));
  return (
    same.find((other) => fileNameOf(other) === fileNameOf(path)) ??
    same.find((other) => folderOf(other) === folderOf(path)) ??
    same[0]
  );
}

const newFiles = ({ unknown }: View): readonly MirrorStep[] =>
  [...unknown].map((path) => ({ kind: 'take', path }) as const);

/** A note that a file which nobody knows is about to be tied to waits for it. */
function newNotes(view: View): readonly MirrorStep[] {
  const held = new Set(view.state.rows.map(({ itemId }) => itemId));
  const fresh = view.state.notes.filter(({ itemId, place }) => place === 'here' && !held.has(itemId));
  // A folder that was only read before has rows without notes.
  const untied = view.state.rows.filter(({ itemId, path }) => itemId === null && view.files.has(path));
  const waiting = new Set([...view.unknown, ...untied.map(({ path }) => path)]);
  return fresh.flatMap((note): MirrorStep[] => {
    if (note.sourcePath !== null && waiting.has(note.sourcePath)) return [];
    const path = freePath(note.wanted, (each) => view.taken.has(sameOnDisk(each)));
    view.taken.add(sameOnDisk(path));
    return [{ kind: 'write', itemId: note.itemId, path }];
  });
}
