/** One sentence, and the vector that the int8 model on WASM gives it, in int8 by its largest number. */
export const REFERENCE_TEXT = 'The harbour was rebuilt after the fire, with wider lanes between the wooden houses.';
const REFERENCE_VECTOR = [
  'Jicb8AjVvsGm/9of2P4iBacY0xzwHNz5MBEBWCX+MATbCwMNDDfy/8pANU22/fKJIP0HHsnsNxAG8zShQA4DBALJ/vgG6AMB',
  'ToEU1P8N4gry1gdiIQC+4R5MLQ7bNPr31RE1AuAG7KsHGsFX/O8LLN774DnpodYBKSro4ulbGADiOL0UfsYK4wfwBxGgrRnh',
  '1v+37cX3LOcRzTgn3ibu8vsG7hIIuMIK6QEsMR7LxkQKEC/pth/yLPEkEjoPuCE6OUMw+zb9/vwhPuoEw/LgO+gitzFDzQ/w',
  'DAvOvj3nygDbCbMCktIf9AYEziIyBavsQ843017i/yHTItjg8ws55gEdAylP7RYBLuv8M/ML5/gwUjdVCgzFAybnCTACDes8',
  'IT/MtQUtrimyQxL6+iUmW+Y2/TYA2+U+L7cIEbnZAADYD+VC8aMiUfev1HT5K9bKULLuzBXi5j7O4OPzCvwwztdC3u4b3e37',
  '+tw83TD35hz+wTUEIgL81/ovSSL4EwQw',
].join('');

/** The two files of the model differ by .005 or so; a shader that computes something else is far off. */
const LEAST_COSINE = 0.98;

/** Whether a vector of the sentence can stand beside vectors from WASM. */
export function isOfSameSpace(vector: Float32Array): boolean {
  const expected = Int8Array.from(atob(REFERENCE_VECTOR), (character) => character.charCodeAt(0));
  if (vector.length !== expected.length) return false;
  let product = 0;
  let norm = 0;
  let expectedNorm = 0;
  for (const [at, value] of vector.entries()) {
    const other = expected[at] ?? 0;
    product += value * other;
    norm += value * value;
    expectedNorm += other * other;
  }
  // Also false of what is no number.
  return product >= LEAST_COSINE * Math.sqrt(norm * expectedNorm) && norm > 0;
}
