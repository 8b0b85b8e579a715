/**
 * Vectors as blobs: one IEEE 754 half after the other, little-endian, as pgvector's `halfvec` rounds them (to the nearest,
 * ties to even). `Float16Array` is not in every browser that Hearth runs in.
 */

const BYTES = 2;
const MANTISSA_BITS = 10;
/** The smallest exponent of a normal half. */
const MIN_EXPONENT = -14;
const MAX = 65504;

/** Of all vectors, one after the other. Values beyond ±65504 become the greatest there is. */
export function writeHalves(vectors: readonly Float32Array[]): Uint8Array {
  const bytes = new Uint8Array(vectors.reduce((sum, { length }) => sum + length, 0) * BYTES);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const vector of vectors) {
    for (const value of vector) {
      view.setUint16(at, halfOf(value), true);
      at += BYTES;
    }
  }
  return bytes;
}

export function readHalves(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / BYTES }, (_, at) => numberOf(view.getUint16(at * BYTES, true)));
}

function halfOf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.min(Math.abs(value), MAX);
  const exponent = Math.max(MIN_EXPONENT, Math.floor(Math.log2(size || Number.MIN_VALUE)));
  // In units of the last place: exact, for a power of two only moves the point.
  const units = roundToEven(size / 2 ** (exponent - MANTISSA_BITS));
  // What rounds up to the next power of two carries into the exponent by itself.
  return sign | ((exponent - MIN_EXPONENT) * 2 ** MANTISSA_BITS + units);
}

function roundToEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  return rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low;
}

function numberOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> MANTISSA_BITS) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** (MIN_EXPONENT - MANTISSA_BITS);
  return sign * (1024 + mantissa) * 2 ** (exponent - 1 + MIN_EXPONENT - MANTISSA_BITS);
}
