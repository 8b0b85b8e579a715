import { useRef, useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { useClient } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { useToast } from '../ui/Toast.tsx';

export interface DeleteForGoodProps {
  /** What is to go; null for all that lies in the bin. */
  readonly ids: readonly Id[] | null;
  readonly count: number;
  readonly onClose: () => void;
}

/** Told to the kernel at once. */
const PORTION = 20;

/** Asks first, then tells how far it is. Stopped, what has gone has gone and the rest stays in the bin. */
export function DeleteForGood({ ids, count, onClose }: DeleteForGoodProps) {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const [done, setDone] = useState<number | null>(null);
  const stop = useRef(new AbortController());

  const removeChosen = async (chosen: readonly Id[]): Promise<number> => {
    let gone = 0;
    for (let at = 0; at < chosen.length && !stop.current.signal.aborted; at += PORTION) {
      const itemIds = chosen.slice(at, at + PORTION);
      await client.command('delete-for-good', { itemIds });
      gone += itemIds.length;
      setDone(gone);
    }
    return gone;
  };
  const run = async () => {
    setDone(0);
    const options = { signal: stop.current.signal, onProgress: ({ done: now }: { done: number }) => setDone(now) };
    try {
      const gone = await (ids === null ? client.emptyBin(options) : removeChosen(ids));
      toast.show({ text: t('bin.done', { count: gone }) });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'cancelled') toast.show({ text: error.message, tone: 'bad' });
    }
    onClose();
  };
  const isRunning = done !== null;
  const actions = isRunning ? (
    <Button onPress={() => stop.current.abort()}>{t('bin.stop')}</Button>
  ) : (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button kind="danger" onPress={() => void run()}>
        {t('bin.confirm.button')}
      </Button>
    </>
  );
  const progress = t('bin.progress', { done: done ?? 0, total: count });
  return (
    <Dialog
      title={t('bin.confirm.title', { count })}
      open
      onClose={() => (isRunning ? stop.current.abort() : onClose())}
      actions={actions}
    >
      {isRunning ? (
        <>
          <p role="status">{progress}</p>
          <ProgressBar label={t('bin.empty')} done={done} total={count} valueText={progress} />
        </>
      ) : (
        <p>{t('bin.confirm.text')}</p>
      )}
    </Dialog>
  );
}
