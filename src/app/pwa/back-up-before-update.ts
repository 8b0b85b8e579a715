import type { HearthClient } from '../../workers/kernel/kernel.api.ts';

/** The first backup of a large store takes longer, and goes on by itself another time. */
const TIMEOUT_MS = 120_000;

/**
 * The next version may bring an engine that cannot open what this one has written: the way to it is then the newest backup,
 * and nothing is missing in one that is made now. Where none can be made, the update is not held up.
 */
export async function backUpBeforeUpdate(client: HearthClient): Promise<void> {
  if (client.connection.state !== 'ready') return;
  try {
    await client.backUpNow({ timeoutMs: TIMEOUT_MS });
  } catch (thrown) {
    console.warn('no backup was made before the update', thrown);
  }
}
