import { AppError } from '../../core/errors.ts';

/**
 * Files one after the other in one stream, in the format that every system's `tar` reads: POSIX ustar, with GNU's way to
 * say sizes from 8 GiB on. Written and read piece by piece: nothing lies in memory as a whole.
 */

export interface TarFile {
  /** ASCII, at most 100 characters, relative, without `..`. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Exactly `sizeBytes` of them. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

const BLOCK = 512;
const OCTAL_LIMIT = 8 ** 11;
const SAFE_NAME = /^(?!.*(?:^|\/)\.\.?(?:\/|$))[\w-][\w.-]*(?:\/[\w.-]+)*$/;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Times are `modifiedMs` for all of them. Throws when a file gives more or fewer bytes than it said. */
export async function* writeTar(files: AsyncIterable<TarFile>, modifiedMs: number): AsyncGenerator<Uint8Array> {
  for await (const { name, sizeBytes, bytes } of files) {
    yield header(name, sizeBytes, modifiedMs);
    let written = 0;
    for await (const piece of bytes) {
      written += piece.length;
      if (written > sizeBytes) break;
      yield piece;
    }
    if (written !== sizeBytes)
      throw new AppError('conflict', 'A file changed while it was copied to the backup.', { retryable: true });
    const rest = sizeBytes % BLOCK;
    if (rest > 0) yield new Uint8Array(BLOCK - rest);
  }
  yield new Uint8Array(2 * BLOCK);
}

function header(name: string, sizeBytes: number, modifiedMs: number): Uint8Array {
  if (name.length > 100 || !SAFE_NAME.test(name)) throw new Error(`writeTar: not a name: ${name}`);
  const block = new Uint8Array(BLOCK);
  const put = (text: string, at: number) => block.set(encoder.encode(text), at);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  put(name, 0);
  put('0000644\0', 100);
  put('0000000\0', 108);
  put('0000000\0', 116);
  if (sizeBytes < OCTAL_LIMIT) put(`${octal(sizeBytes, 11)}\0`, 124);
  else putBinary(block.subarray(124, 136), sizeBytes);
  put(`${octal(Math.max(0, Math.floor(modifiedMs / 1000)), 11)}\0`, 136);
  put('        ', 148);
  put('0', 156);
  put('ustar\x0000', 257);
  put(`${octal(sumOf(block), 6)}\0 `, 148);
  return block;
}

const sumOf = (block: Uint8Array): number => block.reduce((sum, byte) => sum + byte, 0);

function putBinary(field: Uint8Array, value: number): void {
  let left = value;
  for (let at = field.length - 1; at > 0; at--) {
    field[at] = left % 256;
    left = Math.floor(left / 256);
  }
  field[0] = 0x80;
}

/**
 * The files of a stream, each to be read before the next; what is left of one is passed over. Whatever is not as `writeTar`
 * writes it, names that lead out of their folder included, rejects with `backup-damaged`, and so does an end that is missing.
 */
export async function* readTar(stream: AsyncIterable<Uint8Array>): AsyncGenerator<TarFile> {
  const source = createSource(stream);
  try {
    for (;;) {
      const block = await source.exactly(BLOCK);
      if (block.every((byte) => byte === 0)) break;
      const { name, sizeBytes } = parseHeader(block);
      const bytes = source.upTo(sizeBytes);
      yield { name, sizeBytes, bytes };
      for await (const _ of bytes); // what was not read
      await source.exactly((BLOCK - (sizeBytes % BLOCK)) % BLOCK);
    }
    await source.exactly(BLOCK); // the second of the two that end it
    await source.end();
  } finally {
    await source.close();
  }
}

function parseHeader(block: Uint8Array): { readonly name: string; readonly sizeBytes: number } {
  const text = (at: number, length: number) => decoder.decode(block.subarray(at, at + length)).split('\0')[0] ?? '';
  const blanked = Uint8Array.from(block).fill(0x20, 148, 156);
  if (Number.parseInt(text(148, 8), 8) !== sumOf(blanked)) throw damaged('a checksum does not match');
  const name = text(0, 100);
  if (!SAFE_NAME.test(name)) throw damaged('a name leads elsewhere');
  const kind = block[156];
  if (kind !== 0x30) throw damaged('something is no file');
  const size = block[124] === 0x80 ? binary(block.subarray(125, 136)) : Number.parseInt(text(124, 12), 8);
  if (!Number.isSafeInteger(size) || size < 0) throw damaged('a size is none');
  return { name, sizeBytes: size };
}

const binary = (bytes: Uint8Array): number => bytes.reduce((value, byte) => value * 256 + byte, 0);

interface Source {
  exactly(count: number): Promise<Uint8Array>;
  /** Can be iterated again for what is left. */
  upTo(count: number): AsyncIterable<Uint8Array>;
  /** Reads on to the end, which must hold nothing. */
  end(): Promise<void>;
  close(): Promise<void>;
}

function createSource(stream: AsyncIterable<Uint8Array>): Source {
  const iterator = stream[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);
  const more = async (): Promise<boolean> => {
    while (held.length === 0) {
      const next = await iterator.next();
      if (next.done === true) return false;
      held = next.value;
    }
    return true;
  };
  const take = (count: number): Uint8Array => {
    const taken = held.subarray(0, count);
    held = held.subarray(taken.length);
    return taken;
  };
  return {
    async exactly(count) {
      const whole = new Uint8Array(count);
      for (let at = 0; at < count; ) {
        if (!(await more())) throw damaged('it is cut off');
        const piece = take(count - at);
        whole.set(piece, at);
        at += piece.length;
      }
      return whole;
    },
    upTo(count) {
      let left = count;
      return {
        async *[Symbol.asyncIterator]() {
          while (left > 0) {
            if (!(await more())) throw damaged('it is cut off');
            const piece = take(left);
            left -= piece.length;
            yield piece;
          }
        },
      };
    },
    async end() {
      while (await more()) if (take(held.length).some((byte) => byte !== 0)) throw damaged('something follows its end');
    },
    close: async () => void (await iterator.return?.()),
  };
}

const damaged = (why: string) =>
  new AppError('backup-damaged', `This backup is damaged: ${why}. Nothing was changed.`, { details: { why } });
