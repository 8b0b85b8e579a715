import type { ImportView } from '../../core/queries.ts';
import type { MessageId } from '../i18n/en.ts';

export const isLive = ({ status }: ImportView): boolean =>
  status === 'copying' || status === 'reading' || status === 'paused';

const SENTENCES: Readonly<Record<ImportView['status'], MessageId>> = {
  copying: 'import.copying',
  reading: 'import.reading',
  paused: 'import.paused',
  done: 'import.done',
  stopped: 'import.stopped',
  failed: 'import.failed',
};

/** What to say of an import. Copying counts as reading once nothing is left to copy. */
export function sentenceOf(view: ImportView): MessageId {
  return SENTENCES[view.status];
}

/** While bytes are copied the bar shows copying; then reading. */
export function barOf(view: ImportView): { readonly done: number; readonly total: number } {
  const done = view.status === 'copying' ? Math.max(view.done, view.copied) : view.done;
  return { done: Math.min(done, view.total), total: view.total };
}
