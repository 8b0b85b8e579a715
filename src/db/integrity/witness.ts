import type { Finding } from '../../core/integrity/findings.ts';
import { checksum } from '../../core/search/checksum.ts';
import { type Place, rootOf } from '../places.ts';
import { findStoreDirectory, LAYOUTS, type StoreDirectory } from '../stores/directory.ts';
import { orNull } from '../stores/opfs.ts';

/**
 * A witness beside the store: how far the change log had come when it was last acknowledged, and whether the store was closed
 * in order. What the store itself says after a damage is compared with it.
 */
export interface WitnessNote {
  readonly state: 'open' | 'closed';
  readonly schemaVersion: number;
  readonly deviceId: string;
  /** Of this device, in the change log. */
  readonly sequence: number;
  /** When the store was closed. */
  readonly counters: Counters | null;
  /** What was found and not yet repaired: the store stays read only. */
  readonly findings: readonly Finding[];
}

export interface Counters {
  readonly items: number;
  readonly chunks: number;
  readonly operations: number;
}

export interface Witness {
  /** What it said when it was opened; null where it says nothing. */
  readonly last: WitnessNote | null;
  /** Whether there is something in it that cannot be read. */
  readonly damaged: boolean;
  /** At once, without waiting for the disk: it survives the end of the process. `durably`: also that of the machine. */
  note(note: WitnessNote, durably?: boolean): void;
  close(): void;
}

const FILE = 'witness';
/** Two notes by turns, so that one is whole when the other is cut off. */
const SLOT_BYTES = 8192;
const HEADER_WORDS = 4;
const MAGIC = 0x57545331;

interface Slot {
  readonly turn: number;
  readonly note: WitnessNote;
}

/** Whether a kernel has worked on the store: then it was made to the end, whatever became of its mark. Changes nothing. */
export async function hasWitness(directory: StoreDirectory): Promise<boolean> {
  return (await readWitness(directory.handle)) !== null;
}

/** What it said last, of a store in this directory; null where it says nothing. Changes nothing. */
export async function readWitness(folder: FileSystemDirectoryHandle): Promise<WitnessNote | null> {
  const file = await orNull(folder.getFileHandle(FILE));
  if (file === null) return null;
  const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
  return newestOf(slotsOf(bytes))?.note ?? null;
}

const slotsOf = (bytes: Uint8Array) => [
  readSlot(bytes.subarray(0, SLOT_BYTES)),
  readSlot(bytes.subarray(SLOT_BYTES, 2 * SLOT_BYTES)),
];

const newestOf = (slots: readonly (Slot | null)[]): Slot | null =>
  slots.reduce((newest, slot) => ((slot?.turn ?? 0) > (newest?.turn ?? 0) ? slot : newest), null);

/** Rejects with a `DOMException` where another context holds it. */
export async function openWitness(place: Place): Promise<Witness> {
  const { handle } = await findStoreDirectory(rootOf(place), LAYOUTS[place.kind]);
  const file = await (await handle.getFileHandle(FILE, { create: true })).createSyncAccessHandle();
  const bytes = new Uint8Array(2 * SLOT_BYTES);
  const length = file.read(bytes, { at: 0 });
  const slots = slotsOf(bytes);
  const last = newestOf(slots);
  let turn = last?.turn ?? 0;
  return {
    last: last?.note ?? null,
    damaged: length > 0 && slots.includes(null) && (last === null || last.turn > 1),
    note(note, durably = false) {
      turn += 1;
      file.write(writeSlot({ turn, note }), { at: (turn % 2) * SLOT_BYTES });
      if (durably) file.flush();
    },
    close: () => file.close(),
  };
}

function writeSlot({ turn, note }: Slot): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(SLOT_BYTES);
  const text = new TextEncoder().encode(JSON.stringify(note));
  if (text.length > SLOT_BYTES - HEADER_WORDS * 4) throw new RangeError('the note is too long');
  bytes.set(text, HEADER_WORDS * 4);
  const words = new Uint32Array(bytes.buffer);
  words.set([MAGIC, turn, text.length, 0]);
  words[3] = checksum(words)[0];
  return bytes;
}

function readSlot(slot: Uint8Array): Slot | null {
  if (slot.length < SLOT_BYTES) return null;
  const bytes = slot.slice();
  const words = new Uint32Array(bytes.buffer);
  const [magic, turn = 0, length = 0, sum] = words;
  words[3] = 0;
  if (magic !== MAGIC || checksum(words)[0] !== sum) return null;
  const text = new TextDecoder().decode(bytes.subarray(HEADER_WORDS * 4, HEADER_WORDS * 4 + length));
  return { turn, note: JSON.parse(text) as WitnessNote };
}
