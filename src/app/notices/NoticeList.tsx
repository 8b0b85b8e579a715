import { Bell } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useState } from 'react';
import type { NoticeView } from '../../core/notices/notice-queries.ts';
import type { ImportView } from '../../core/queries.ts';
import { useClient } from '../client.tsx';
import { useAttempt } from '../commands/use-keys.ts';
import { useT } from '../i18n/i18n.tsx';
import { useGo } from '../shell/use-go.ts';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { NoticeEntry } from './NoticeEntry.tsx';
import css from './Notices.module.css';
import { placeOf } from './notice-words.ts';
import type { Notices } from './use-notices.ts';

const c = classesOf(css);
const ReportDialog = lazy(async () => ({ default: (await import('../import/ReportDialog.tsx')).ReportDialog }));

export function ClearAll({ tray: { notices = [], dismiss } }: { readonly tray: Notices }) {
  const t = useT();
  if (notices.length < 2) return null;
  return (
    <Button kind="quiet" small onPress={() => dismiss(notices)}>
      {t('notices.clear')}
    </Button>
  );
}

export interface NoticeListProps {
  readonly tray: Notices;
  readonly onClose: () => void;
}

/** What is new, then what was told before. Arrow keys go from one to the next, Delete puts one away. */
export function NoticeList({ tray, onClose }: NoticeListProps) {
  const t = useT();
  const { notices, isNew } = tray;
  const [report, setReport] = useState<ImportView | null>(null);
  const show = useShow(onClose, setReport);
  if (notices === undefined) return <SkeletonRows rows={3} />;
  if (notices.length === 0) return <EmptyState icon={Bell} title={t('notices.empty')} text={t('notices.empty.help')} />;
  const parts = [
    { title: t('notices.new'), of: notices.filter(isNew) },
    { title: t('notices.earlier'), of: notices.filter((notice) => !isNew(notice)) },
  ].filter(({ of }) => of.length > 0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons within, for all of them
    <div onKeyDown={goAlong}>
      {parts.map(({ title, of }) => (
        <section key={title}>
          {parts.length > 1 && <h3 className={c('label')}>{title}</h3>}
          <ul className={c('list')} aria-label={title}>
            {of.map((notice) => (
              <NoticeEntry key={notice.id} notice={notice} tray={tray} onShow={show(notice)} />
            ))}
          </ul>
        </section>
      ))}
      <Suspense>
        {report !== null && (
          <ReportDialog
            view={report}
            onClose={() => {
              setReport(null);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

/** Goes to where more of it is; null for what has no more. */
function useShow(onClose: () => void, setReport: (view: ImportView) => void) {
  const go = useGo();
  const client = useClient();
  const attempt = useAttempt();
  return (notice: NoticeView): (() => void) | null => {
    const place = placeOf(notice);
    if (place === null) return null;
    if ('address' in place)
      return () => {
        onClose();
        go(place.address);
      };
    return () =>
      attempt(async () => {
        const found = await client.query('import-report', { runId: place.report, limit: 1 });
        if (found !== null) setReport(found.import);
      });
  };
}

const ENTRY = '[data-notice]';

function goAlong(event: KeyboardEvent<HTMLElement>): void {
  const { key, currentTarget, target } = event;
  const entries = [...currentTarget.querySelectorAll<HTMLElement>(ENTRY)];
  const at = target instanceof Element ? entries.indexOf(target.closest(ENTRY) as HTMLElement) : -1;
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  const next = entries[Math.max(0, at + step)];
  if (step !== 0 && next !== undefined) {
    event.preventDefault();
    next.querySelector('button')?.focus();
  }
}
