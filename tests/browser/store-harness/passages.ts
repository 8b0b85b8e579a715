import type { RowLine } from '../../../src/db/logical/row-lines.ts';
import { writeHalves } from '../../../src/db/stores/half-vectors.ts';
import { toBase64 } from '../../../src/db/tables/cells.ts';

const idOf = (kind: number, at: number) => `00000000-0000-7000-8000-${kind}${at.toString(16).padStart(11, '0')}`;
const WORDS = 'The otter swims in the river, the heron stands on the bank and waits for the fish. '.repeat(8);

/** Lines of `chunks` and `embeddings`, about 700 characters and 384 halves each. */
export function passages(from: number, rows: number): Readonly<Record<'chunks' | 'embeddings', readonly RowLine[]>> {
  const all = Array.from({ length: rows }, (_, at) => from + at);
  const chunk = (at: number) => ({
    ...{
      end_at: 700,
      heading: 'Of the river',
      id: idOf(1, at),
      item_id: idOf(2, at >> 5),
      ordinal: at % 32,
      start_at: 0,
    },
    ...{ text: `${at} ${WORDS}`, tokens: 160 },
  });
  const embedding = (at: number) => {
    const vector = Float32Array.from({ length: 384 }, (_, place) => Math.sin(at * 384 + place) / 10);
    return { chunk_id: idOf(1, at), model: 'bench', title: 'River', vector: toBase64(writeHalves([vector])) };
  };
  return {
    chunks: all.map((at) => JSON.stringify(chunk(at))),
    embeddings: all.map((at) => JSON.stringify(embedding(at))),
  };
}
