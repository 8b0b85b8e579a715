import type { Clock, Random } from './ports.ts';

/** UUIDv7 in lower-case text form: sortable by creation time (RFC 9562, section 5.7). */
export type Id = string;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export interface IdSource {
  next(): Id;
}

/**
 * Makes UUIDv7 ids. Within one source they strictly increase: 12 bits of counter in `rand_a` order the ids of one
 * millisecond, and a clock that steps back does not step the ids back.
 */
export function createIdSource(clock: Clock, random: Random): IdSource {
  let lastMs = 0;
  let counter = 0;
  return {
    next() {
      const nowMs = Math.floor(clock.nowMs());
      if (nowMs > lastMs) {
        lastMs = nowMs;
        counter = 0;
      } else if (++counter > 0xfff) {
        lastMs += 1;
        counter = 0;
      }
      return formatUuidV7(lastMs, counter, random.bytes(8));
    },
  };
}

function formatUuidV7(ms: number, counter: number, tail: Uint8Array): Id {
  const bytes = new Uint8Array(16);
  for (let i = 5, rest = ms; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes.set(tail, 8);
  bytes[8] = 0x80 | ((tail[0] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => HEX[byte]).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
