import type { ErrorCode } from '../../core/errors.ts';
import type { NoticeView } from '../../core/notices/notice-queries.ts';
import { type ErrorMeaning, meaningOf } from '../data/growth/error-meanings.ts';
import type { Translate } from '../i18n/i18n.tsx';

/** What a notice says, in the language of whoever reads it. */
export function sayNotice(t: Translate, notice: NoticeView): string {
  const { name, times } = notice;
  const values = { ...notice.facts, name: name ?? '', times };
  switch (notice.kind) {
    case 'things-changed':
      return t(`notices.many.${notice.facts.command}`, values);
    case 'store-changed':
      return t(`notices.store.${notice.facts.purpose}`);
    default:
      return t(`notices.${notice.kind}`, values);
  }
}

/** Why it is so, where a code says it. */
export function reasonOf({ facts }: NoticeView): ErrorMeaning | null {
  // The kernel writes codes of ours alone.
  return 'code' in facts ? meaningOf(facts.code as ErrorCode) : null;
}

/** Whether how often it happened is to be said beside it: some sentences say it themselves. */
export const countsTimes = ({ kind, times }: NoticeView): boolean => times > 1 && kind !== 'mirror-conflict';

/** Where to look: the view that shows more of it, `report` for what came of an import; null where there is no more. */
export function placeOf(notice: NoticeView): { readonly address: string } | { readonly report: string } | null {
  switch (notice.kind) {
    case 'import-finished':
    case 'import-failed':
      return { report: notice.facts.runId };
    case 'folder-read':
      return notice.facts.failed > 0 ? { report: notice.facts.runId } : { address: '/library' };
    case 'answer-finished':
    case 'answer-failed':
      return { address: `/ask/${notice.facts.conversationId}` };
    case 'mirror-conflict':
      return { address: '/library' };
    case 'mirror-held-back':
      return { address: '/settings/folders' };
    case 'model-fetched':
    case 'model-failed':
      return { address: '/settings/model' };
    case 'things-changed':
      return { address: notice.facts.command === 'delete-items' ? '/library?view=bin' : '/library' };
    case 'bin-emptied':
    case 'backup-again':
      return null;
    default:
      return { address: '/settings/data' };
  }
}
