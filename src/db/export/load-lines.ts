import { writeLines } from '../logical/copy-rows.ts';
import type { TableShape } from '../logical/shapes.ts';
import type { Store } from '../store.ts';

const BATCH_ROWS = 500;
/** So that rows with long texts do not add up. */
const BATCH_CHARACTERS = 8_000_000;

/**
 * Writes lines into an empty table, in the order in which they come. `bytes` is UTF-8 cut anywhere. Rejects with
 * `backup-damaged` for a line that is no row, and as `Store.batch` does; what was written before stays.
 */
export async function loadLines(
  store: Store,
  shape: TableShape,
  bytes: AsyncIterable<Uint8Array>,
  onRows: (rows: number) => void = () => undefined,
): Promise<number> {
  let batch: string[] = [];
  let characters = 0;
  let rows = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    await writeLines(store, shape, batch);
    rows += batch.length;
    onRows(batch.length);
    batch = [];
    characters = 0;
  };
  for await (const line of linesOf(bytes)) {
    batch.push(line);
    characters += line.length;
    if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await flush();
  }
  await flush();
  return rows;
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  // Rows hold U+FEFF as any other character.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
