import type { Answer } from '../../../core/chat/answer.ts';
import { AppError } from '../../../core/errors.ts';
import type { TurnView } from '../../../core/queries.ts';
import type { AskOptions, AskPart, HearthClient } from '../kernel.api.ts';

/** A question and its answer as a stream of parts: each stage as soon as it is there, then the answer. */
export async function* ask(
  client: Pick<HearthClient, 'command' | 'live' | 'query' | 'newId' | 'workspace'>,
  question: string,
  { conversationId, scope, limit, signal }: AskOptions,
): AsyncGenerator<AskPart, void, void> {
  // The page may be in another workspace before the answer is there.
  const { workspace } = client;
  // In this order: a conversation is read in the order of its messages' ids.
  const messageId = client.newId();
  const answerId = client.newId();
  const runId = client.newId();
  const conversation = conversationId ?? client.newId();
  const parentId = conversationId === undefined ? null : await lastMessage(client, conversationId);
  const message = {
    conversationId: conversation,
    messageId,
    answerId,
    runId,
    parentId,
    text: question,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    filters: scope === undefined ? {} : mutable(scope),
    ...(limit === undefined ? {} : { limit }),
  };
  await client.command('send-message', message, { workspace });
  yield { type: 'started', conversationId: conversation, answerId };
  const stop = () => void client.command('stop-run', { runId }, { workspace }).catch(ignoreEnded);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    yield* parts(turns(client, answerId, workspace));
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function lastMessage(client: Pick<HearthClient, 'query'>, conversationId: string): Promise<string | null> {
  const view = await client.query('conversation', { conversationId });
  return view?.messages.at(-1)?.id ?? null;
}

const mutable = (scope: NonNullable<AskOptions['scope']>) => structuredClone(scope) as never;

const ignoreEnded = (thrown: unknown) => {
  if (!(thrown instanceof AppError) || thrown.code !== 'conflict') throw thrown;
};

async function* parts(views: AsyncIterable<TurnView>): AsyncGenerator<AskPart, void, void> {
  let shown: Answer | null = null;
  let written = '';
  for await (const { status, answer, draft } of views) {
    if (answer !== null && answer.stage !== shown?.stage && status === 'running') {
      yield { type: 'stage', stage: answer.stage, answer };
    }
    if (draft.length > written.length) yield { type: 'text', text: draft.slice(written.length) };
    written = draft;
    shown = answer ?? shown;
    if (status === 'running') continue;
    if (status === 'failed') throw new AppError('internal', 'The answer could not be made.');
    if (shown === null) throw new AppError('cancelled', 'Stopped.');
    yield { type: 'answer', answer: shown };
    return;
  }
}

/** The live query `turn` as a stream that ends with the turn. */
async function* turns(
  client: Pick<HearthClient, 'live'>,
  answerId: string,
  workspace: string,
): AsyncGenerator<TurnView, void, void> {
  const queue: TurnView[] = [];
  let wake = Promise.withResolvers<void>();
  let failure: AppError | null = null;
  const end = client.live(
    'turn',
    { answerId },
    (view) => {
      if (view !== null) queue.push(view);
      wake.resolve();
    },
    (error) => {
      failure = error;
      wake.resolve();
    },
    { workspace },
  );
  try {
    for (;;) {
      const view = queue.shift();
      if (view !== undefined) {
        yield view;
        if (view.status !== 'running') return;
      } else if (failure !== null) throw failure;
      else {
        await wake.promise;
        wake = Promise.withResolvers<void>();
      }
    }
  } finally {
    end();
  }
}
