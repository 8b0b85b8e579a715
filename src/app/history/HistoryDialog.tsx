import { type KeyboardEvent, useState } from 'react';
import type { ItemHistory, VersionView } from '../../core/history/history-queries.ts';
import type { Item } from '../../core/items/item.ts';
import { useLive } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { formatDay } from '../ui/relative-time.ts';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { authorWords, versionWords } from './change-words.ts';
import css from './History.module.css';
import { VersionPanel } from './VersionPanel.tsx';

const c = classesOf(css);

export interface HistoryDialogProps {
  readonly item: Item;
  readonly onClose: () => void;
}

/** The versions of a thing, and what one of them holds: beside each other, on a phone one after the other. */
export function HistoryDialog({ item, onClose }: HistoryDialogProps) {
  const t = useT();
  const { value, error } = useLive('item-history', { itemId: item.id });
  const [chosen, setChosen] = useState<string | null>(null);
  const title = t('history.title', { title: item.title || t('library.untitled') });
  const version = value?.versions.find(({ hlc }) => hlc === chosen) ?? null;
  return (
    <Dialog title={title} open wide onClose={onClose}>
      <div className={c('history', version !== null && 'opened')}>
        {value && <VersionList history={value} chosen={chosen} onChoose={setChosen} />}
        {value && (
          <VersionPanel
            key={(version ?? value.versions[0])?.hlc}
            item={item}
            version={version ?? value.versions[0] ?? null}
            isNow={(version ?? value.versions[0])?.hlc === value.versions[0]?.hlc}
            onBack={() => setChosen(null)}
            onRestored={onClose}
          />
        )}
        {value === null && <p>{t('history.gone')}</p>}
        {value === undefined && error && <LoadError error={error} />}
        {value === undefined && !error && <SkeletonRows />}
      </div>
    </Dialog>
  );
}

interface VersionListProps {
  readonly history: ItemHistory;
  readonly chosen: string | null;
  readonly onChoose: (hlc: string) => void;
}

function VersionList({ history, chosen, onChoose }: VersionListProps) {
  const t = useT();
  const locale = useLocale();
  const { versions, wholeFromMs } = history;
  const current = chosen ?? versions[0]?.hlc;
  return (
    <nav className={c('versions')} aria-label={t('history.versions')}>
      <ul onKeyDown={moveFocus}>
        {versions.map((version, at) => (
          <li key={version.hlc}>
            <button
              type="button"
              className={c('version', version.hlc === current && 'chosen')}
              aria-current={version.hlc === current}
              onClick={() => onChoose(version.hlc)}
            >
              <span className={c('when')}>
                <RelativeTime ms={version.atMs} />
                {at === 0 && <span className={c('now')}>{t('history.now')}</span>}
              </span>
              <VersionWords version={version} />
            </button>
          </li>
        ))}
      </ul>
      {wholeFromMs !== null && (
        <p className={c('note')}>{t('history.older', { date: formatDay(wholeFromMs, locale) })}</p>
      )}
    </nav>
  );
}

function VersionWords({ version }: { readonly version: VersionView }) {
  const t = useT();
  return (
    <>
      {versionWords(t, version).map((words) => (
        <span key={words} className={c('what')}>
          {words}
        </span>
      ))}
      <span className={c('who')}>{authorWords(t, version)}</span>
    </>
  );
}

function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const focused = document.activeElement;
  const at = focused instanceof HTMLButtonElement ? buttons.indexOf(focused) : -1;
  buttons[at + step]?.focus();
}
