import { useCallback, useEffect, useMemo, useState } from 'react';
import type { BackupSummary } from '../../core/backup/manifest.ts';
import type { KeptBackups } from '../../workers/keeper/backups.api.ts';
import type { Keeper } from '../../workers/keeper/keeper.api.ts';
import type { PlaceEntry } from '../../workers/keeper/places.api.ts';
import { useClient } from '../client.tsx';
import { RestoreDialog, type RestoreTools } from '../data/backups/RestoreDialog.tsx';
import { RestoreFromButtons } from '../data/backups/RestoreFrom.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { formatFullTime } from '../ui/relative-time.ts';
import { Choice } from './Choice.tsx';
import css from './Recovery.module.css';

const c = classesOf(css);
const SHOWN = 3;

export interface RestoreChoiceProps {
  readonly keeper: Keeper;
  /** The engine to restore into. */
  readonly kind: PlaceEntry['kind'];
  readonly isBusy: boolean;
}

/** From a backup of this browser, the newest first, or from a folder or a file. */
export function RestoreChoice({ keeper, kind, isBusy }: RestoreChoiceProps) {
  const t = useT();
  const { kept, look } = useBackups(keeper);
  const tools = useTools(keeper, kind, look);
  const [chosen, setChosen] = useState<BackupSummary | null>(null);
  const [isLong, setLong] = useState(false);
  const backups = kept?.backups ?? [];
  const shown = isLong ? backups : backups.slice(0, SHOWN);
  const unreadable = kept?.unreadable.length ?? 0;
  return (
    <>
      <Choice
        title={t('recovery.restore')}
        help={kept !== null && backups.length === 0 ? t('recovery.restore.none') : t('recovery.restore.help')}
      >
        <RestoreFromButtons tools={tools} isDisabled={isBusy} />
      </Choice>
      {shown.length > 0 && (
        <ul className={c('backups')} aria-label={t('recovery.restore.list')}>
          {shown.map((backup) => (
            <Backup
              key={backup.id}
              backup={backup}
              later={kept?.later[backup.id]}
              isBusy={isBusy}
              onRestore={setChosen}
            />
          ))}
        </ul>
      )}
      {backups.length > shown.length && (
        <Button kind="quiet" small onPress={() => setLong(true)}>
          {t('recovery.restore.more', { count: backups.length - shown.length })}
        </Button>
      )}
      {unreadable > 0 && <p className={c('note')}>{t('recovery.restore.unreadable', { count: unreadable })}</p>}
      {chosen !== null && <RestoreDialog backup={chosen} tools={tools} onClose={() => setChosen(null)} />}
    </>
  );
}

interface BackupProps {
  readonly backup: BackupSummary;
  /** Changes that came after it; undefined where that is not known. */
  readonly later: number | undefined;
  readonly isBusy: boolean;
  readonly onRestore: (backup: BackupSummary) => void;
}

function Backup({ backup, later, isBusy, onRestore }: BackupProps) {
  const t = useT();
  const locale = useLocale();
  const date = formatFullTime(backup.madeMs, locale);
  return (
    <li>
      <span>
        {t('recovery.restore.backup', { date, count: backup.items })}
        {later !== undefined && ` · ${t('recovery.restore.later', { count: later })}`}
      </span>
      <Button
        small
        isDisabled={isBusy}
        aria-label={t('recovery.restore.of', { date })}
        onPress={() => onRestore(backup)}
      >
        {t('recovery.restore.action')}
      </Button>
    </li>
  );
}

/** Null until they are known; none where they cannot be read. */
function useBackups(keeper: Keeper) {
  const [kept, setKept] = useState<KeptBackups | null>(null);
  const look = useCallback(async () => {
    setKept(await keeper.call('backups', null).catch(() => ({ backups: [], unreadable: [], later: {} })));
  }, [keeper]);
  useEffect(() => void look(), [look]);
  return { kept, look };
}

/** Nothing is open that a backup could be compared with. */
function useTools(keeper: Keeper, kind: PlaceEntry['kind'], look: () => Promise<void>): RestoreTools {
  const client = useClient();
  return useMemo(
    () => ({
      keeper,
      kind,
      compare: null,
      async use(id, options) {
        await keeper.call('use-place', { id }, options);
        client.retry();
      },
      onBroughtIn: look,
    }),
    [client, keeper, kind, look],
  );
}
