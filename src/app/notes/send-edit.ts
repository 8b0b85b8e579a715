import { type ErrorCode, toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { HearthClient } from '../../workers/kernel/kernel.api.ts';
import type { SendResult, UnsentEdit } from './edit-sender.ts';
import type { UnsentStore } from './unsent-store.ts';

/** With these the same edit will never be taken. */
const FINAL: ReadonlySet<ErrorCode> = new Set(['bad-input', 'not-found', 'conflict', 'unsupported']);

/** Sends one edit under its own command id, so that a second try is not a second edit. */
export async function sendEdit(
  client: HearthClient,
  unsent: UnsentStore,
  itemId: Id,
  { commandId, update }: UnsentEdit,
): Promise<SendResult> {
  try {
    // The schema wants bytes in a buffer of their own.
    await client.command('edit-note', { itemId, update: new Uint8Array(update) }, { id: commandId });
    unsent.remove(itemId, commandId);
    return { ok: true };
  } catch (thrown) {
    const { code, message } = toAppError(thrown);
    return { ok: false, message, again: !FINAL.has(code) };
  }
}

/** Sends what pages before this one could not. What is refused for good is let go; the rest waits for the next time. */
export async function resendUnsent(client: HearthClient, unsent: UnsentStore): Promise<void> {
  for (const itemId of unsent.itemIds()) {
    for (const edit of unsent.get(itemId)) {
      const result = await sendEdit(client, unsent, itemId, edit);
      if (!result.ok && result.again) break;
      unsent.remove(itemId, edit.commandId);
    }
  }
}
