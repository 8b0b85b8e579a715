import type { KernelStatus } from '../../core/queries.ts';
import type { Connection } from '../../workers/kernel/kernel.api.ts';
import type { MessageId } from '../i18n/en.ts';
import type { MessageValues } from '../i18n/i18n.tsx';

export type Tone = 'ok' | 'busy' | 'warn' | 'bad';

export interface StatusWords {
  readonly tone: Tone;
  readonly text: MessageId;
  readonly values?: MessageValues;
}

/** The one thing to say of Hearth's state: the worst first, then what is going on, then that all is well. */
export function chooseStatusWords(
  connection: Connection,
  status: KernelStatus | undefined,
  online: boolean,
): StatusWords {
  if (connection.state === 'failed') return { tone: 'bad', text: 'status.failed' };
  if (connection.state === 'stuck') return { tone: 'bad', text: 'status.stuck' };
  if (connection.state === 'reconnecting') return { tone: 'busy', text: 'status.reconnecting' };
  if (connection.state === 'starting' || status === undefined) return { tone: 'busy', text: 'status.starting' };
  if (!status.store.persistent) return { tone: 'warn', text: 'status.memory' };
  const { model, indexing, embedding, pictures } = status;
  if (model.state.state === 'degraded') return { tone: 'warn', text: 'status.modelDegraded' };
  if (indexing.waiting > 0) return { tone: 'busy', text: 'status.indexing', values: { count: indexing.waiting } };
  if (model.state.state === 'fetching') {
    const percent = Math.floor((100 * model.state.doneBytes) / Math.max(1, model.state.totalBytes));
    return { tone: 'busy', text: 'status.modelFetching', values: { percent } };
  }
  if (embedding.state === 'learning') {
    return { tone: 'busy', text: 'status.learning', values: { count: embedding.waiting } };
  }
  if (pictures.state === 'reading') {
    return { tone: 'busy', text: 'pictures.status', values: { count: pictures.waiting } };
  }
  if (model.state.state === 'loading') return { tone: 'busy', text: 'status.modelLoading' };
  return { tone: 'ok', text: online ? 'status.online' : 'status.offline' };
}
