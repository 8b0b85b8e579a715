import { useEffect, useState } from 'react';
import type { BackupComparison, ItemSample } from '../../../core/backup/restore-report.ts';
import { toAppError } from '../../../core/errors.ts';
import type { EngineKind } from '../../../core/place-queries.ts';
import type { RestoredPlace } from '../../../workers/keeper/backups.api.ts';
import type { Keeper, KeeperOptions } from '../../../workers/keeper/keeper.api.ts';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { useWork } from '../../recovery/use-work.ts';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatFullTime } from '../../ui/relative-time.ts';
import css from './Backups.module.css';
import { WorkLine } from './WorkLine.tsx';

const c = classesOf(css);

/** What restoring needs of whoever shows it: with a kernel, or without one. */
export interface RestoreTools {
  readonly keeper: Keeper;
  /** The engine of the store that is made. */
  readonly kind: EngineKind;
  /** Null where no store is open that a backup could be compared with. */
  readonly compare: ((id: string, options: KeeperOptions) => Promise<BackupComparison>) | null;
  /** Opens the restored store in the place of the one in use, which is kept. */
  readonly use: (placeId: string, options: KeeperOptions) => Promise<void>;
  /** A backup was brought into this browser. */
  readonly onBroughtIn: () => Promise<void>;
}

export interface RestoreDialogProps {
  readonly backup: { readonly id: string; readonly madeMs: number };
  readonly tools: RestoreTools;
  readonly onClose: () => void;
}

/** First what would be different, then the restore into a place of its own, and last the question whether it is to be used. */
export function RestoreDialog({ backup, tools, onClose }: RestoreDialogProps) {
  const t = useT();
  const locale = useLocale();
  const work = useWork();
  const [restored, setRestored] = useState<RestoredPlace | null>(null);
  const { keeper, kind } = tools;
  const restore = () =>
    work.run(t('backups.restore.busy'), async (options) => {
      setRestored(await keeper.call('restore', { id: backup.id, kind }, options));
    });
  const use = ({ placeId }: RestoredPlace) =>
    work.run(t('backups.restore.using'), async (options) => {
      await tools.use(placeId, options);
      onClose();
    });
  /** What was restored and is not wanted takes room. */
  const close = () => {
    if (restored !== null && work.label === null) keeper.call('drop-restored', null).catch(() => undefined); // swept later
    onClose();
  };
  const isBusy = work.label !== null;
  return (
    <Dialog
      open
      wide
      title={t('backups.restore.title', { date: formatFullTime(backup.madeMs, locale) })}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t(restored === null ? 'backups.lock.cancel' : 'backups.restore.notNow')}</Button>
          {restored === null ? (
            <Button kind="primary" isDisabled={isBusy} onPress={restore}>
              {t('backups.restore.do')}
            </Button>
          ) : (
            <Button kind="primary" isDisabled={isBusy} onPress={() => use(restored)}>
              {t('backups.restore.use')}
            </Button>
          )}
        </>
      }
    >
      <div className={c('texts')}>
        {restored === null ? (
          <>
            <p>{t('backups.restore.text')}</p>
            <Comparison id={backup.id} tools={tools} />
          </>
        ) : (
          <div role="status">
            <p className={c('warning')}>{t('backups.restore.done')}</p>
            <p>{t('backups.restore.done.text')}</p>
            {restored.missingOriginals > 0 && (
              <p className={c('bad')}>{t('backups.restore.missing', { count: restored.missingOriginals })}</p>
            )}
          </div>
        )}
        {work.label !== null && <WorkLine label={work.label} progress={work.progress} onStop={work.stop} />}
        {work.error !== null && (
          <p className={c('bad')} role="alert">
            {work.error.message}
          </p>
        )}
      </div>
    </Dialog>
  );
}

type Compared =
  | { readonly state: 'comparing' }
  | { readonly state: 'done'; readonly comparison: BackupComparison }
  | { readonly state: 'failed'; readonly reason: string };

function useComparison(id: string, { compare }: RestoreTools): Compared {
  const [compared, setCompared] = useState<Compared>({ state: 'comparing' });
  useEffect(() => {
    if (compare === null) return;
    const abort = new AbortController();
    compare(id, { signal: abort.signal }).then(
      (comparison) => setCompared({ state: 'done', comparison }),
      (thrown: unknown) => {
        if (!abort.signal.aborted) setCompared({ state: 'failed', reason: toAppError(thrown).message });
      },
    );
    return () => abort.abort();
  }, [id, compare]);
  return compared;
}

const PARTS = ['onlyInBackup', 'onlyHere', 'newerHere', 'newerInBackup'] as const;

function Comparison({ id, tools }: { readonly id: string; readonly tools: RestoreTools }) {
  const t = useT();
  const compared = useComparison(id, tools);
  if (tools.compare === null) return <p>{t('backups.restore.uncompared')}</p>;
  if (compared.state === 'comparing') return <p role="status">{t('backups.restore.comparing')}</p>;
  if (compared.state === 'failed') return <p className={c('bad')}>{compared.reason}</p>;
  const { comparison } = compared;
  const { conversations, same } = comparison;
  const differing = PARTS.filter((part) => comparison[part].count > 0);
  return (
    <>
      {differing.length === 0 && conversations.here === conversations.inBackup && (
        <p className={c('warning')}>{t('backups.restore.equal')}</p>
      )}
      {differing.map((part) => (
        <Difference key={part} part={part} sample={comparison[part]} />
      ))}
      <p>
        {t('backups.restore.same', { count: same })}{' '}
        {conversations.here !== conversations.inBackup &&
          t('backups.restore.conversations', { there: conversations.inBackup, here: conversations.here })}
      </p>
    </>
  );
}

const SHOWN = 6;

function Difference({ part, sample }: { readonly part: (typeof PARTS)[number]; readonly sample: ItemSample }) {
  const t = useT();
  const titles = sample.titles.slice(0, SHOWN);
  const more = sample.count - titles.length;
  return (
    <div className={c('difference')}>
      <h3>{t(`backups.restore.${part}`, { count: sample.count })}</h3>
      <p>
        {titles.join(' · ')} {more > 0 && t('backups.restore.andMore', { count: more })}
      </p>
    </div>
  );
}
