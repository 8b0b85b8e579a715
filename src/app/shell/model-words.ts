import type { ModelState } from '../../core/queries.ts';
import type { Translate } from '../i18n/i18n.tsx';

/** What the model is doing, in a sentence. */
export function modelWords(state: ModelState, t: Translate, bytes: (value: number) => string): string {
  switch (state.state) {
    case 'absent':
      return t('model.absent');
    case 'fetching':
      return t('model.fetching', { done: bytes(state.doneBytes), total: bytes(state.totalBytes) });
    case 'stored':
      return t('model.stored');
    case 'loading':
      return t('model.loading');
    case 'ready':
      return t('model.ready');
    case 'degraded':
      return t('model.degraded', { reason: state.reason });
  }
}
