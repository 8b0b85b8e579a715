import { AppError, CancelledError } from '../../core/errors.ts';

/**
 * Locking and unlocking in the age format (https://age-encryption.org/v1), which other programs read too. A stream is
 * worked through in pieces of 64 KiB; each is authenticated, and so is the end.
 */

/** What a stream is locked for: whoever has the identity of this recipient (`age1…`), or knows the passphrase. */
export type Lock = { readonly recipient: string } | { readonly passphrase: string };
/** What opens it: an identity (`AGE-SECRET-KEY-1…`), or the passphrase. */
export type Key = { readonly identity: string } | { readonly passphrase: string };

export interface LockedKey {
  readonly recipient: string;
  /** The identity, locked with the passphrase: a file that the `age` program takes as `-i`. */
  readonly file: Uint8Array<ArrayBuffer>;
}

/** scrypt's 2^18 rounds need 256 MB for about a second: what the `age` program uses. Tests use less. */
export const WORK_FACTOR = 18;

const loadAge = () => import('age-encryption');

/** In a worker: it takes about a second. */
export async function makeKey(passphrase: string, workFactor = WORK_FACTOR): Promise<LockedKey> {
  const { generateX25519Identity } = await loadAge();
  return lockKey(await generateX25519Identity(), passphrase, workFactor);
}

/** In a worker: it takes about a second. */
export async function lockKey(identity: string, passphrase: string, workFactor = WORK_FACTOR): Promise<LockedKey> {
  const { Encrypter, identityToRecipient } = await loadAge();
  const recipient = await identityToRecipient(identity);
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  const text = `# The key of Hearth's backups\n# public key: ${recipient}\n${identity}\n`;
  return { recipient, file: Uint8Array.from(await encrypter.encrypt(text)) };
}

export interface OpenKey {
  readonly identity: string;
  readonly recipient: string;
}

/** Rejects with `wrong-passphrase`, and with `backup-damaged` where the file is no key. In a worker. */
export async function unlockKey(file: Uint8Array, passphrase: string): Promise<OpenKey> {
  const { Decrypter, identityToRecipient } = await loadAge();
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    const text = await decrypter.decrypt(file, 'text');
    const identity = /^AGE-SECRET-KEY-1\w+$/m.exec(text)?.[0];
    if (identity === undefined) throw new Error('it holds no identity');
    return { identity, recipient: await identityToRecipient(identity) };
  } catch (thrown) {
    throw refused(thrown, 'The file with the key of these backups is damaged.');
  }
}

export async function lock(
  plain: AsyncIterable<Uint8Array>,
  how: Lock,
  workFactor = WORK_FACTOR,
): Promise<ReadableStream<Uint8Array>> {
  const { Encrypter } = await loadAge();
  const encrypter = new Encrypter();
  if ('recipient' in how) encrypter.addRecipient(how.recipient);
  else {
    encrypter.setPassphrase(how.passphrase);
    encrypter.setScryptWorkFactor(workFactor);
  }
  return encrypter.encrypt(toStream(plain));
}

/**
 * What is yielded is authentic; only when it ends without a rejection is it whole. Rejects with `wrong-passphrase` where the
 * key does not fit, with `backup-damaged` where it is cut off or altered, and with what reading the file rejects with.
 */
export async function* unlock(locked: ReadableStream<Uint8Array>, key: Key): AsyncGenerator<Uint8Array> {
  const { Decrypter } = await loadAge();
  const decrypter = new Decrypter();
  if ('identity' in key) decrypter.addIdentity(key.identity);
  else decrypter.addPassphrase(key.passphrase);
  try {
    yield* pieces(await decrypter.decrypt(locked));
  } catch (thrown) {
    throw refused(thrown, 'This backup is damaged: it is cut off or was altered. Nothing was changed.');
  }
}

/** The library's errors are plain ones, told apart by their text. */
function refused(thrown: unknown, sentence: string): unknown {
  if (thrown instanceof AppError || thrown instanceof DOMException) return thrown;
  const noMatch = thrown instanceof Error && thrown.message.startsWith('no identity matched');
  return noMatch
    ? new AppError('wrong-passphrase', 'The passphrase does not open it.', { cause: thrown })
    : new AppError('backup-damaged', sentence, { cause: thrown });
}

/** A stream's chunks. Ended early, the stream is cancelled. */
export async function* pieces(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let over = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      over = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!over) await reader.cancel(new CancelledError()).catch(() => undefined);
  }
}

/** Calls `tell` with every piece: a large file takes long, and whoever waits is to hear of it. */
export async function* telling(bytes: AsyncIterable<Uint8Array>, tell: () => void): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    tell();
    yield piece;
  }
}

export function toStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
