import { AppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { MirrorStep } from '../../core/mirror/decide-mirror.ts';
import { sameOnDisk } from '../../core/mirror/file-names.ts';
import { EMPTY_SHA256, MAX_NOTE_BYTES, type MirrorDisk } from '../../core/mirror/mirror-disk.ts';
import type { MirrorState } from '../../core/mirror/mirror-state.ts';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';

/** One step of a mirror at a time: the kernel's part and the disk's part, in the order in which nothing can be lost. */

export interface Stepping {
  readonly client: Pick<HearthClient, 'command' | 'query' | 'newId'>;
  readonly disk: MirrorDisk;
  readonly folderId: Id;
  readonly keepsTrash?: boolean;
}

export interface StepOutcome {
  /** False where things had changed meanwhile: the next round decides anew. */
  readonly done: boolean;
  /** The command that changed a note that was there; null where none was. */
  readonly undo: Id | null;
}

const DONE: StepOutcome = { done: true, undo: null };
const NOT_NOW: StepOutcome = { done: false, undo: null };

type Of<K extends MirrorStep['kind']> = Extract<MirrorStep, { readonly kind: K }>;

export function createStepper(
  { client, disk, folderId, keepsTrash = true }: Stepping,
  state: MirrorState,
): (step: MirrorStep) => Promise<StepOutcome> {
  const rows = new Map(state.rows.map((row) => [row.path, row]));

  async function take({ path }: Of<'take'>): Promise<StepOutcome> {
    const file = await disk.read(path);
    if (file === null) return NOT_NOW;
    if (file.sizeBytes > MAX_NOTE_BYTES)
      throw new AppError('too-large', 'This file has more than 20 MB. It is left alone.', { details: { path } });
    const { bytes, sizeBytes, modifiedMs } = file;
    const ids = { itemId: client.newId(), copyId: client.newId() };
    const { commandId } = await client.command('mirror-take', { folderId, path, ...ids, bytes, sizeBytes, modifiedMs });
    return { done: true, undo: rows.get(path)?.itemId == null ? null : commandId };
  }

  async function follow({ from, to }: Of<'follow'>): Promise<StepOutcome> {
    const file = await disk.read(to);
    if (file === null) return NOT_NOW;
    const { sizeBytes, modifiedMs } = file;
    const { commandId } = await client.command('mirror-follow', { folderId, from, to, sizeBytes, modifiedMs });
    return { done: true, undo: commandId };
  }

  async function gone({ path }: Of<'gone'>): Promise<StepOutcome> {
    if ((await disk.read(path)) !== null) return NOT_NOW;
    const { commandId } = await client.command('mirror-gone', { folderId, path });
    return { done: true, undo: commandId };
  }

  async function write({ itemId, path }: Of<'write'>): Promise<StepOutcome> {
    await client.command('mirror-prepare', { folderId, itemId, path });
    const { bytes, hash, before } = await client.query('mirror-bytes', { folderId, path });
    // A file that was made for a write that was cut off is empty.
    const file = await disk.write(path, bytes, before === null ? [null, EMPTY_SHA256] : [before, null]);
    if (file === null) return NOT_NOW;
    const { sizeBytes, modifiedMs } = file;
    await client.command('mirror-settle', { folderId, path, hash, sizeBytes, modifiedMs });
    return DONE;
  }

  async function picture({ itemId, path }: Of<'picture'>): Promise<StepOutcome> {
    const outcome = await write({ kind: 'write', itemId, path });
    if (outcome.done) return outcome;
    throw new AppError('conflict', 'Another file has the name of this picture. It is left alone.', {
      details: { path },
    });
  }

  async function move({ itemId, from, to }: Of<'move'>): Promise<StepOutcome> {
    await client.command('mirror-prepare', { folderId, itemId, path: to, from });
    const { bytes, hash, before } = await client.query('mirror-bytes', { folderId, path: from });
    if (before === null) return NOT_NOW;
    // Many disks take both names for one: what is kept by the kernel is written when the old name is free.
    const isSame = sameOnDisk(from) === sameOnDisk(to);
    if (isSame && !(await disk.remove(from, before))) return NOT_NOW;
    const file = await disk.write(to, bytes, [null, EMPTY_SHA256]);
    if (file === null) return NOT_NOW;
    if (!isSame && !(await disk.remove(from, before))) {
      // It was changed there meanwhile, and stays where it is.
      await disk.remove(to, hash);
      return NOT_NOW;
    }
    const { sizeBytes, modifiedMs } = file;
    await client.command('mirror-settle', { folderId, path: to, from, hash, sizeBytes, modifiedMs });
    return DONE;
  }

  async function trash({ path }: Of<'trash'>): Promise<StepOutcome> {
    const held = rows.get(path)?.syncedHash ?? null;
    if (held === null) return NOT_NOW;
    const isAway = await (keepsTrash ? disk.toTrash(path, held) : disk.remove(path, held));
    if (!isAway) return NOT_NOW;
    await client.command('mirror-forget', { folderId, path });
    return DONE;
  }

  async function noteDown({ file: { path, sizeBytes, modifiedMs }, hash }: Of<'note-down'>): Promise<StepOutcome> {
    await client.command('mirror-settle', { folderId, path, hash, sizeBytes, modifiedMs });
    return DONE;
  }

  return async (step) => {
    switch (step.kind) {
      case 'note-down':
        return noteDown(step);
      case 'take':
        return take(step);
      case 'follow':
        return follow(step);
      case 'gone':
        return gone(step);
      case 'write':
        return write(step);
      case 'picture':
        return picture(step);
      case 'move':
        return move(step);
      case 'trash':
        return trash(step);
      case 'forget':
        await client.command('mirror-forget', { folderId, path: step.path });
        return DONE;
    }
  };
}
