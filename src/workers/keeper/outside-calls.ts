import { z } from 'zod';
import { lockKey, makeKey, unlockKey } from '../../adapters/backup/age.ts';
import { openBackupFiles } from '../../adapters/backup/opfs-backup-files.ts';
import { KEY_FILE, type OutsideFolder, openOutsideFolder, writeReadme } from '../../adapters/backup/outside-folder.ts';
import { bringIn, bringInSingle } from '../../adapters/backup/outside-read.ts';
import {
  forgetOutsideRecord,
  type OutsideRecord,
  readOutsideRecord,
  writeOutsideRecord,
} from '../../adapters/backup/outside-record.ts';
import {
  type BackupToWrite,
  type Inside,
  listOutside,
  lockSingle,
  removeOutside,
  thinOutside,
  writeOutside,
} from '../../adapters/backup/outside-write.ts';
import { createSpool } from '../../adapters/backup/spool.ts';
import { openBlobStore } from '../../adapters/files/blob-store.ts';
import { BACKUPS_LOCK } from '../../core/backup/backup-files.ts';
import { decideDropped } from '../../core/backup/keep-rule.ts';
import { type BackupManifest, summarize } from '../../core/backup/manifest.ts';
import { outsideName } from '../../core/backup/outside.ts';
import { SHORTEST_PASSPHRASE } from '../../core/backup/passphrase.ts';
import { checkInput } from '../../core/check-input.ts';
import { AppError, throwIfAborted } from '../../core/errors.ts';
import { decodeManifest, listBackups, readManifest } from '../../db/backup/manifest-file.ts';
import { originalsOf } from '../../db/backup/originals-of.ts';
import { privateRoot } from '../../db/stores/opfs.ts';
import type { CallContext } from '../link/expose.ts';
import type { OutsideCalls } from './outside.api.ts';

/** One writer at a time of all that this browser has open: what is written is not swept meanwhile. */
const FOLDER_LOCK = 'hearth:outside';

const directory = z.custom<FileSystemDirectoryHandle>((value) => value instanceof FileSystemDirectoryHandle);
const passphrase = z.string().min(1).max(1000);
const newPassphrase = z.string().min(SHORTEST_PASSPHRASE).max(1000);
const giveRequest = z.strictObject({ folder: directory, passphrase: newPassphrase });
const changeRequest = z.strictObject({ passphrase, next: newPassphrase });
const listRequest = z.strictObject({ folder: directory.nullable() });
const source = z.union([
  z.strictObject({ folder: directory.nullable(), fileName: z.string().max(200) }),
  z.strictObject({ file: z.instanceof(File) }),
]);
const bringRequest = z.strictObject({ from: source, passphrase });
const saveRequest = z.strictObject({ id: z.string(), passphrase: newPassphrase });
const removeRequest = z.strictObject({ id: z.string() });

export const outsideCalls = {
  'outside-give': (input, context) => give(checkInput(giveRequest, input, 'folder'), context),
  'outside-change-passphrase': (input) => changePassphrase(checkInput(changeRequest, input, 'passphrase')),
  'outside-write': (_, context) => alone(context, () => withBackups(context, () => writeMissing(context))),
  'outside-list': async (input) => listOutside(await folderOr(checkInput(listRequest, input, 'folder').folder)),
  'outside-bring-in': (input, context) =>
    withBackups(context, () => bring(checkInput(bringRequest, input, 'backup'), context)),
  'outside-save': (input, context) =>
    withBackups(context, () => save(checkInput(saveRequest, input, 'backup'), context)),
  async 'outside-remove'(input, context) {
    const { id } = checkInput(removeRequest, input, 'backup');
    const folder = await folderOr(null);
    await alone(context, () => removeOutside(folder, new Set([id]), Date.now()));
    return null;
  },
  async 'outside-forget'() {
    await forgetOutsideRecord();
    return null;
  },
} satisfies {
  [M in keyof OutsideCalls]: (
    input: OutsideCalls[M]['input'],
    context: CallContext,
  ) => Promise<OutsideCalls[M]['output']>;
};

const alone = <T>({ signal }: CallContext, work: () => Promise<T>): Promise<T> =>
  navigator.locks.request(FOLDER_LOCK, { signal }, work);

/** Nothing is swept meanwhile of what is read, or is not named yet. */
const withBackups = <T>({ signal }: CallContext, work: () => Promise<T>): Promise<T> =>
  navigator.locks.request(BACKUPS_LOCK, { mode: 'shared', signal }, work);

async function openInside(): Promise<Inside> {
  const root = await privateRoot();
  return { files: await openBackupFiles(root), originals: await openBlobStore(root) };
}

/** Rejects with `not-found` where no folder was given. */
async function givenRecord(): Promise<OutsideRecord> {
  const record = await readOutsideRecord();
  if (record === null) throw new AppError('not-found', 'No folder was given for backups.');
  return record;
}

const folderOr = async (folder: FileSystemDirectoryHandle | null): Promise<OutsideFolder> =>
  openOutsideFolder(folder ?? (await givenRecord()).folder);

async function give(
  { folder: handle, passphrase: given }: z.output<typeof giveRequest>,
  { signal }: CallContext,
): Promise<OutsideCalls['outside-give']['output']> {
  const folder = openOutsideFolder(handle);
  const held = await folder.read(KEY_FILE);
  const { recipient, file } = held === null ? await makeKey(given) : { ...(await openKey(held, given)), file: null };
  throwIfAborted(signal);
  if (file !== null) await folder.write(KEY_FILE, new Blob([file]).stream());
  await writeReadme(folder);
  const before = await readOutsideRecord();
  const again = before?.recipient === recipient ? before.writer : null;
  await writeOutsideRecord({
    folder: handle,
    recipient,
    writer: again ?? crypto.randomUUID(),
    sinceMs: Date.now(),
  });
  return { name: handle.name, backups: (await listOutside(folder)).length };
}

const openKey = async (held: File, given: string) => unlockKey(new Uint8Array(await held.arrayBuffer()), given);

/** The file is replaced as a whole: at no moment there is none. */
async function changePassphrase({ passphrase: given, next }: z.output<typeof changeRequest>): Promise<null> {
  const folder = await folderOr(null);
  const { identity } = await openKey(await keyOf(folder), given);
  const { file } = await lockKey(identity, next);
  await folder.write(KEY_FILE, new Blob([file]).stream());
  return null;
}

async function keyOf(folder: OutsideFolder): Promise<File> {
  const held = await folder.read(KEY_FILE);
  if (held !== null) return held;
  throw new AppError(
    'not-found',
    `The folder “${folder.name}” has no ${KEY_FILE}: without it its backups cannot be opened.`,
  );
}

async function writeMissing(context: CallContext): Promise<OutsideCalls['outside-write']['output']> {
  const record = await givenRecord();
  const folder = openOutsideFolder(record.folder);
  // Also where nothing is missing it is seen here whether the folder can be reached.
  const outside = await listOutside(folder);
  const inside = await openInside();
  const { backups } = await listBackups(inside.files);
  const missing = missingOutside(backups, outside, record.writer);
  let bytes = 0;
  for (const manifest of missing) {
    const backup = await readBackup(inside, manifest);
    bytes += await writeOutside(folder, record, inside, backup, {
      signal: context.signal,
      onProgress: context.progress,
    });
  }
  await thinOutside(folder, record.writer, Date.now());
  return { backups: missing.length, bytes };
}

/** The oldest first, without those that the rule would remove again. */
function missingOutside(
  inside: readonly BackupManifest[],
  outside: Awaited<ReturnType<typeof listOutside>>,
  writer: string,
): BackupManifest[] {
  const there = new Set(outside.map(({ id }) => id));
  const missing = inside.filter(({ id }) => !there.has(id));
  const own = outside.flatMap(({ reason, ...backup }) =>
    reason === null || backup.writer !== writer ? [] : [{ ...backup, reason }],
  );
  const dropped = new Set(decideDropped([...own, ...missing], Date.now()));
  return missing.filter(({ id }) => !dropped.has(id)).toSorted((one, other) => one.madeMs - other.madeMs);
}

/** An original that is lost already is left out: a restore says how many are missing. */
async function readBackup({ files, originals }: Inside, manifest: BackupManifest): Promise<BackupToWrite> {
  const text = await files.getManifest(manifest.id);
  if (text === null) throw new AppError('not-found', 'This backup is not here any more.');
  const there = new Set(await originals.list());
  return { manifest, text, originals: (await originalsOf(files, manifest)).filter((hash) => there.has(hash)) };
}

async function bring(
  { from, passphrase: given }: z.output<typeof bringRequest>,
  { signal, progress }: CallContext,
): Promise<OutsideCalls['outside-bring-in']['output']> {
  const inside = await openInside();
  const spool = createSpool(await privateRoot());
  await spool.sweep();
  const options = { signal, onProgress: progress, spool: spool.spool, decodeManifest };
  if ('file' in from) return summarize(await bringInSingle(from.file, { passphrase: given }, inside, options));
  const folder = await folderOr(from.folder);
  const { identity } = await openKey(await keyOf(folder), given);
  return summarize(await bringIn(folder, from.fileName, { identity }, inside, options));
}

async function save(
  { id, passphrase: given }: z.output<typeof saveRequest>,
  { signal, progress }: CallContext,
): Promise<OutsideCalls['outside-save']['output']> {
  const inside = await openInside();
  const backup = await readBackup(inside, await readManifest(inside.files, id));
  const spool = createSpool(await privateRoot());
  await spool.sweep();
  const locked = await lockSingle({ passphrase: given }, inside, backup, { signal, onProgress: progress });
  return { name: outsideName(backup.manifest), file: await spool.keep(locked, signal) };
}
