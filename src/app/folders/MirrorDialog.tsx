import { useEffect, useState } from 'react';
import type { MirrorSummary } from '../../core/mirror/summarize-plan.ts';
import { type Translate, useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useToast } from '../ui/Toast.tsx';
import { useFolders } from './FoldersProvider.tsx';
import type { FolderView } from './folder-keeper.ts';
import css from './Mirror.module.css';

const c = classesOf(css);

/** Says what keeping both the same means, and what it would do now, before anything is done. */
export function MirrorDialog({ folder, onClose }: { readonly folder: FolderView; readonly onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const { preview, setMode } = useFolders();
  const { id, name } = folder;
  const [summary, setSummary] = useState<MirrorSummary | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when it opens
  useEffect(() => {
    let isOpen = true;
    void preview(id).then((found) => {
      if (!isOpen) return;
      if (found !== null) return setSummary(found);
      toast.show({ text: t('mirror.refused'), tone: 'bad' });
      onClose();
    });
    return () => {
      isOpen = false;
    };
  }, [id]);
  const start = () => {
    setMode(id, 'mirror');
    onClose();
  };
  return (
    <Dialog
      open
      title={t('mirror.ask.title', { name })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" isDisabled={summary === null} onPress={start}>
            {t('mirror.start')}
          </Button>
        </>
      }
    >
      <div className={c('ask')}>
        <p>{t('mirror.ask.intro')}</p>
        {summary === null ? (
          <p role="status">{t('mirror.ask.looking')}</p>
        ) : (
          <div role="status">
            <p>{t('mirror.ask.now')}</p>
            <ul>
              {wordsOf(t, summary).map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  );
}

const PARTS = ['written', 'read', 'both', 'renamed', 'binned', 'trashed'] as const;

function wordsOf(t: Translate, summary: MirrorSummary): readonly string[] {
  const parts = PARTS.filter((part) => summary[part] > 0);
  if (parts.length === 0 && summary.heldBack === 0) return [t('mirror.will.nothing')];
  const words = parts.map((part) => t(`mirror.will.${part}`, { count: summary[part] }));
  return summary.heldBack === 0 ? words : [...words, t('mirror.heldBack', { count: summary.heldBack })];
}
