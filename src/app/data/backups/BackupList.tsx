import { Download, MoreHorizontal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useBytes } from '../../ui/Bytes.tsx';
import { classesOf } from '../../ui/classes.ts';
import { Menu } from '../../ui/Menu.tsx';
import { formatFullTime } from '../../ui/relative-time.ts';
import css from './Backups.module.css';
import type { ListedBackup } from './merge-backups.ts';

const c = classesOf(css);
const SHOWN = 4;

export interface BackupListProps {
  readonly backups: readonly ListedBackup[];
  readonly onRestore: (backup: ListedBackup) => void;
  readonly onSave: (backup: ListedBackup) => void;
  readonly onRemove: (backup: ListedBackup) => void;
}

export function BackupList({ backups, onRestore, onSave, onRemove }: BackupListProps) {
  const t = useT();
  const [isLong, setLong] = useState(false);
  const shown = isLong ? backups : backups.slice(0, SHOWN);
  return (
    <div>
      <ul className={c('list')} aria-label={t('backups.list')}>
        {shown.map((backup) => (
          <Entry key={backup.id} backup={backup} onRestore={onRestore} onSave={onSave} onRemove={onRemove} />
        ))}
      </ul>
      {backups.length > shown.length && (
        <div className={c('more')}>
          <Button kind="quiet" small onPress={() => setLong(true)}>
            {t('backups.all', { count: backups.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

function Entry({
  backup,
  onRestore,
  onSave,
  onRemove,
}: Omit<BackupListProps, 'backups'> & { readonly backup: ListedBackup }) {
  const t = useT();
  const locale = useLocale();
  const { madeMs, isInside } = backup;
  const date = formatFullTime(madeMs, locale);
  const remove = { id: 'remove', label: t('backups.remove'), icon: Trash2, danger: true, run: () => onRemove(backup) };
  const save = { id: 'save', label: t('backups.save'), icon: Download, run: () => onSave(backup) };
  return (
    <li className={c('entry')}>
      <div>
        <div className={c('entryHead')}>{date}</div>
        <div className={c('entryText')}>
          <EntryText backup={backup} />
        </div>
      </div>
      <div className={c('buttons')}>
        <Button small aria-label={t('backups.restore.of', { date })} onPress={() => onRestore(backup)}>
          {t('backups.restore')}
        </Button>
        <Menu
          label={t('backups.more', { date })}
          trigger={<IconButton icon={MoreHorizontal} label={t('backups.more', { date })} size={16} />}
          actions={isInside ? [save, remove] : [remove]}
        />
      </div>
    </li>
  );
}

function EntryText({ backup }: { readonly backup: ListedBackup }) {
  const t = useT();
  const bytes = useBytes();
  const { reason, items, writtenBytes, isInside, fileName } = backup;
  const place = isInside ? (fileName === null ? 'inside' : 'both') : 'outside';
  const where = t(`backups.place.${place}`);
  const parts = [
    reason === null ? null : t(`backups.reason.${reason}`),
    items === null ? null : t('backups.items', { count: items }),
    writtenBytes === null ? where : t('backups.item', { size: bytes(writtenBytes), place: where }),
  ];
  return <>{parts.filter((part) => part !== null).join(' · ')}</>;
}
