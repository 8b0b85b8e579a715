/** Words of a file's header that hold its own check sums. */
export const CHECKSUM_WORDS: readonly [number, number] = [3, 4];

/** Words of every header; what follows is summed without a look at what it is. */
const HEADER_WORDS = 8;

/**
 * Two 32-bit sums over all words but their own. The words go by turns into four lanes, so that none waits for the one
 * before. Each step is a bijection of the lane for a given word and of the word for a given lane, and so is each step that
 * brings the lanes together: any change within one word is seen for certain, others but for one in 2^32, and but for one
 * in 2^64 where they are in several lanes.
 */
export function checksum(words: Uint32Array): [number, number] {
  const lanes = Int32Array.of(0x811c9dc5, 0x9747b28c, 0x3c6ef372, 0x2545f491);
  const header = words.slice(0, HEADER_WORDS);
  for (const own of CHECKSUM_WORDS) header[own] = 0;
  addTo(lanes, header);
  addTo(lanes, words.subarray(HEADER_WORDS));
  const [a = 0, b = 0, c = 0, d = 0] = lanes;
  return [joined(a, b, c, d), joined(d, c, b, a)];
}

function addTo(lanes: Int32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = lanes;
  const whole = words.length - (words.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a = Math.imul(a ^ (words[i] ?? 0), PRIME);
    a ^= a >>> 15;
    b = Math.imul(b ^ (words[i + 1] ?? 0), PRIME);
    b ^= b >>> 15;
    c = Math.imul(c ^ (words[i + 2] ?? 0), PRIME);
    c ^= c >>> 15;
    d = Math.imul(d ^ (words[i + 3] ?? 0), PRIME);
    d ^= d >>> 15;
  }
  lanes.set([a, b, c, d]);
  for (let i = whole; i < words.length; i++) lanes[i % 4] = step(lanes[i % 4] ?? 0, words[i] ?? 0);
}

const PRIME = 0x01000193;

function step(lane: number, word: number): number {
  const mixed = Math.imul(lane ^ word, PRIME);
  return mixed ^ (mixed >>> 15);
}

const joined = (a: number, b: number, c: number, d: number): number => step(step(step(a, b), c), d) >>> 0;

/** As a name for the file: the same bytes have the same. */
export const checksumName = (sums: readonly number[]): string =>
  sums.map((sum) => sum.toString(16).padStart(8, '0')).join('');
