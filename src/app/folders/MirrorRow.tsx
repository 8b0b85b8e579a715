import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { useToast } from '../ui/Toast.tsx';
import { useFolders } from './FoldersProvider.tsx';
import type { FolderView } from './folder-keeper.ts';
import { LeftAlone } from './LeftAlone.tsx';

/** How a mirror is: at work, or when both sides were last the same, and what waits for the user. */
export function MirrorHelp({ folder }: { readonly folder: FolderView }) {
  const t = useT();
  const { checkedMs, files, mirror, checking } = folder;
  const { running, paused, done, total, report } = mirror;
  if (paused) return <span role="status">{t('mirror.paused', { done, total })}</span>;
  if (running && total > 0) return <span role="status">{t('mirror.working', { done, total })}</span>;
  if (checking || checkedMs === null) return <span role="status">{t('folders.checking')}</span>;
  return (
    <>
      {t('mirror.inStep', { files })} {t('mirror.looked')} <RelativeTime ms={checkedMs} />
      {report !== null && report.heldBack > 0 && <p>{t('mirror.heldBack', { count: report.heldBack })}</p>}
      {report !== null && report.problems.length > 0 && <LeftAlone problems={report.problems} />}
    </>
  );
}

export function MirrorActions({ folder: { id, mode, mirror: view } }: { readonly folder: FolderView }) {
  const t = useT();
  const toast = useToast();
  const { mirror, undo } = useFolders();
  const takeBack = async () => {
    const count = await undo(id);
    if (count !== null) toast.show({ text: t('mirror.undone', { count }) });
  };
  const { running, paused, report } = view;
  if (mode !== 'mirror') return null;
  if (running)
    return (
      <>
        <Button onPress={() => mirror(id, paused ? 'resume' : 'pause')}>
          {t(paused ? 'mirror.resume' : 'mirror.pause')}
        </Button>
        <Button onPress={() => mirror(id, 'stop')}>{t('mirror.stop')}</Button>
      </>
    );
  return (
    <>
      {report !== null && report.heldBack > 0 && (
        <Button onPress={() => mirror(id, 'agree')}>{t('mirror.agree', { count: report.heldBack })}</Button>
      )}
      {report !== null && report.undo.length > 0 && <Button onPress={() => void takeBack()}>{t('mirror.undo')}</Button>}
    </>
  );
}
