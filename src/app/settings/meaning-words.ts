import type { EmbeddingState } from '../../core/queries.ts';
import type { Translate } from '../i18n/i18n.tsx';

/** How far learning is, in sentences. */
export function meaningWords(state: EmbeddingState, t: Translate, bytes: (value: number) => string): string {
  const { learned, waiting } = state;
  const counts = waiting > 0 ? t('meaning.counts', { learned, waiting }) : t('meaning.idle', { learned });
  switch (state.state) {
    case 'paused':
      return waiting > 0 ? `${counts} ${t(`meaning.paused.${state.why}`)}` : counts;
    case 'fetching':
      return t('meaning.fetching', { done: bytes(state.doneBytes), total: bytes(state.totalBytes) });
    case 'degraded':
      return t('meaning.degraded', { reason: state.reason });
    case 'idle':
    case 'learning':
    case 'off':
      return counts;
  }
}
