import type { Id } from '../../core/ids.ts';
import { conversationState, withoutItem } from '../../db/tables/conversations.ts';
import type { KernelContext } from './context.ts';
import { keepConversation } from './conversation-item.ts';
import { ownWrite } from './own-write.ts';

/** Conversations from before they were items become items, in the background; what is made is not made again. */
export interface ConversationItems {
  /** Makes those that are missing. Resolves with how many; what is cut off goes on with the next start. */
  run(): Promise<number>;
  close(): Promise<void>;
}

const FIRST_DELAY_MS = 5_000;
const AT_ONCE = 10;

export function createConversationItems(
  context: () => KernelContext,
  after: (delayMs: number, run: () => void) => () => void,
): ConversationItems {
  const closing = Promise.withResolvers<void>();
  let closed = false;
  let work: Promise<number> = Promise.resolve(0);

  const make = async (): Promise<number> => {
    const { db, quiet, writer } = context();
    for (let made = 0; ; ) {
      await Promise.race([quiet.whenQuiet(), closing.promise]);
      if (closed || writer.refusal !== null) return made;
      const waiting = await withoutItem(db, AT_ONCE);
      for (const id of waiting) await makeItem(context(), id);
      made += waiting.length;
      if (waiting.length < AT_ONCE) return made;
    }
  };

  const run = () => {
    work = work.catch(() => 0).then(make);
    return work;
  };

  const cancel = after(FIRST_DELAY_MS, () => {
    run().catch((thrown: unknown) => {
      if (!closed) context().incidents.record('conversations', thrown);
    });
  });

  return {
    run,
    async close() {
      closed = true;
      closing.resolve();
      cancel();
      // Whoever began it was told.
      await work.catch(() => 0);
    },
  };
}

async function makeItem(context: KernelContext, id: Id): Promise<void> {
  const state = await conversationState(context.db, id);
  if (state === null) return;
  await context.writer.write(ownWrite('make-conversation-item', context.ids, state.workspaceId), (unit) =>
    keepConversation(context, unit, id),
  );
}
