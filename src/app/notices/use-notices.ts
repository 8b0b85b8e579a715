import { useEffect, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { NoticeView } from '../../core/notices/notice-queries.ts';
import { useClient, useCommand, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useToast } from '../ui/Toast.tsx';

export interface Notices {
  /** Newest first; undefined until they are there. */
  readonly notices: readonly NoticeView[] | undefined;
  /** Whether it was new when the tray was opened, or came since. */
  readonly isNew: (notice: NoticeView) => boolean;
  readonly dismiss: (notices: readonly NoticeView[]) => void;
  readonly undo: (notice: NoticeView) => void;
}

/** What is told, for a tray that is open: what is shown has been read. */
export function useNotices(): Notices {
  const t = useT();
  const run = useCommand();
  const client = useClient();
  const toast = useToast();
  const { value: notices } = useLive('notices', {});
  const [fresh, setFresh] = useState<ReadonlySet<Id>>(new Set());
  useEffect(() => {
    const noticeIds = (notices ?? []).flatMap(({ id, isRead }) => (isRead ? [] : [id]));
    if (noticeIds.length === 0) return;
    setFresh((old) => new Set([...old, ...noticeIds]));
    void run('read-notices', { noticeIds }, { quiet: true });
  }, [notices, run]);

  const dismiss = async (away: readonly NoticeView[]) => {
    const noticeIds = away.map(({ id }) => id);
    if ((await run('dismiss-notices', { noticeIds })) === null || away.length === 1) return;
    const bringBack = async () => void (await client.command('dismiss-notices', { noticeIds, dismissed: false }));
    toast.show({ text: t('notices.cleared'), action: { label: t('ui.undo'), run: bringBack } });
  };
  const undo = async ({ undo: way }: NoticeView) => {
    if (way?.state !== 'possible') return;
    const outcome = await (way.by === 'undo'
      ? run('undo', { commandId: way.id })
      : run('undo-import', { runId: way.id }));
    if (outcome === null) return;
    const kept = outcome.kept ?? 0;
    toast.show({ text: kept > 0 ? t('notices.undone.kept', { count: kept }) : t('notices.undone') });
  };
  return {
    notices,
    isNew: ({ id, isRead }) => !isRead || fresh.has(id),
    dismiss: (away) => void dismiss(away),
    undo: (notice) => void undo(notice),
  };
}
