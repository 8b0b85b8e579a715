import {
  Archive,
  CircleCheck,
  DatabaseBackup,
  FolderSync,
  Layers,
  type LucideIcon,
  MessageSquare,
  Plus,
  Sparkles,
  Trash2,
  TriangleAlert,
  X,
} from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import type { NoticeKind } from '../../core/notices/notice.ts';
import type { NoticeView } from '../../core/notices/notice-queries.ts';
import { useT } from '../i18n/i18n.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import css from './Notices.module.css';
import { countsTimes, reasonOf, sayNotice } from './notice-words.ts';
import type { Notices } from './use-notices.ts';

const c = classesOf(css);

const ICONS: Partial<Record<NoticeKind, LucideIcon>> = {
  'import-finished': Plus,
  'folder-read': FolderSync,
  'answer-finished': MessageSquare,
  'things-changed': Layers,
  'backup-again': DatabaseBackup,
  'model-fetched': Sparkles,
  'archive-finished': Archive,
  'archive-returned': Archive,
  'bin-emptied': Trash2,
};

export interface NoticeEntryProps {
  readonly notice: NoticeView;
  readonly tray: Notices;
  /** Null where there is no more of it to be seen. */
  readonly onShow: (() => void) | null;
}

/** What happened, when, and what can be done about it. */
export function NoticeEntry({ notice, tray, onShow }: NoticeEntryProps) {
  const t = useT();
  const id = useId();
  const what = sayNotice(t, notice);
  const reason = reasonOf(notice);
  const isNew = tray.isNew(notice);
  const away = (entry: Element | null) => {
    focusBeside(entry);
    tray.dismiss([notice]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    away(event.currentTarget);
  };
  const icon = notice.tone === 'plain' ? (ICONS[notice.kind] ?? CircleCheck) : TriangleAlert;
  return (
    <li id={id} className={c('entry', notice.tone, isNew && 'fresh')} data-notice={notice.kind} onKeyDown={onKeyDown}>
      <Icon of={icon} size={16} />
      <div className={c('said')}>
        <p id={`${id}-what`} className={c('what')} dir="auto">
          {isNew && <span className="visually-hidden">{t('notices.isNew')} </span>}
          {what}
        </p>
        {reason !== null && <p className={c('reason')}>{t(reason)}</p>}
        <div className={c('meta')}>
          <RelativeTime ms={notice.atMs} />
          {countsTimes(notice) && <span>{t('notices.times', { times: notice.times })}</span>}
          {onShow && (
            <Button kind="link" aria-label={t('notices.show.of', { what })} onPress={onShow}>
              {t('notices.show')}
            </Button>
          )}
          <TakeBack notice={notice} tray={tray} what={what} />
        </div>
      </div>
      <IconButton
        icon={X}
        size={16}
        label={t('notices.dismiss')}
        aria-describedby={`${id}-what`}
        onPress={() => away(document.getElementById(id))}
      />
    </li>
  );
}

interface TakeBackProps {
  readonly notice: NoticeView;
  readonly tray: Notices;
  readonly what: string;
}

/** The way back, or why there is none any more. */
function TakeBack({ notice, tray, what }: TakeBackProps) {
  const t = useT();
  if (notice.undo === null) return null;
  if (notice.undo.state !== 'possible') return <span>{t(`notices.undo.${notice.undo.state}`)}</span>;
  return (
    <Button kind="link" aria-label={t('notices.undo.of', { what })} onPress={() => tray.undo(notice)}>
      {t('ui.undo')}
    </Button>
  );
}

/** What is put away goes, and the focus does not go with it. */
function focusBeside(entry: Element | null): void {
  const all = [...(entry?.closest('[role="dialog"]')?.querySelectorAll('[data-notice]') ?? [])];
  const at = entry === null ? -1 : all.indexOf(entry);
  const next = all[at + 1] ?? all[at - 1];
  const goal = next?.querySelector('button') ?? entry?.closest<HTMLElement>('[role="dialog"]');
  goal?.focus();
}
