import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../core/errors.ts';
import type { Keeper } from '../../workers/keeper/keeper.api.ts';
import type { PlaceEntry } from '../../workers/keeper/places.api.ts';
import { useClient } from '../client.tsx';
import { useKeeper } from '../data/backups/use-keeper.ts';
import { useT } from '../i18n/i18n.tsx';
import { Ember } from '../shell/Ember.tsx';
import { saveFile } from '../source/save-file.ts';
import { Button } from '../ui/Button.tsx';
import { useBytes } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { Choice } from './Choice.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { ErrorDetails } from './ErrorDetails.tsx';
import { OtherStores, usePlaces } from './OtherStores.tsx';
import css from './Recovery.module.css';
import { RestoreChoice } from './RestoreChoice.tsx';
import { useWork, type Work } from './use-work.ts';
import { WorkPanel } from './WorkPanel.tsx';

const c = classesOf(css);

const TOLD = ['store-corrupt', 'version-mismatch', 'migration-failed', 'storage-full'] as const;

export interface RecoveryPageProps {
  /** Why the store could not be opened. */
  readonly error: AppError;
  /** Whether it is being tried again just now. */
  readonly isTrying: boolean;
}

/** What can be done where the store cannot be opened; the choices in the order of what they change. Needs no kernel. */
export function RecoveryPage({ error, isTrying }: RecoveryPageProps) {
  const t = useT();
  const client = useClient();
  const work = useWork();
  const keeper = useKeeper();
  const report = usePlaces(keeper);
  const current = report?.places.find(({ state }) => state === 'current') ?? report?.places[0];
  const isBusy = isTrying || work.label !== null;
  const open = (place: PlaceEntry) =>
    work.run(t('recovery.other.busy'), async (options) => {
      await keeper.call('use-place', { id: place.id }, options);
      client.retry();
    });
  return (
    <main className={c('screen')}>
      <div className={c('column')}>
        <What error={error} />
        {isTrying ? (
          <p className={c('work')} role="status">
            {t('recovery.again.busy')}
          </p>
        ) : (
          <WorkPanel work={work} />
        )}
        <section>
          <h2>{t('recovery.choices')}</h2>
          <div className={c('choices')}>
            <Choice title={t('recovery.again')} help={t('recovery.again.help')}>
              <Button kind="primary" isDisabled={isBusy} onPress={client.retry}>
                {t('recovery.again')}
              </Button>
            </Choice>
            {current !== undefined && (
              <>
                <RestoreChoice keeper={keeper} kind={current.kind} isBusy={isBusy} />
                <RawChoice keeper={keeper} work={work} place={current} isBusy={isBusy} />
                <EmptyChoice keeper={keeper} work={work} place={current} isBusy={isBusy} />
              </>
            )}
            <EraseChoice isBusy={isBusy} />
          </div>
        </section>
        {report !== null && <OtherStores report={report} disabled={isBusy} onOpen={open} />}
      </div>
    </main>
  );
}

function What({ error }: { readonly error: AppError }) {
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('shell.documentTitle', { title: t('recovery.title') });
    heading.current?.focus({ preventScroll: true });
  }, [t]);
  const known = TOLD.find((code) => code === error.code) ?? 'other';
  return (
    <>
      <Ember large />
      <h1 ref={heading} tabIndex={-1}>
        {t('recovery.title')}
      </h1>
      <p className={c('lead')}>{t(`recovery.what.${known}`)}</p>
      <p className={c('calm')}>{t('recovery.calm')}</p>
      <ErrorDetails error={error} />
    </>
  );
}

interface KeeperChoiceProps {
  readonly keeper: Keeper;
  readonly work: Work;
  readonly place: PlaceEntry;
  readonly isBusy: boolean;
}

function RawChoice({ keeper, work, place, isBusy }: KeeperChoiceProps) {
  const t = useT();
  const bytes = useBytes();
  const [saved, setSaved] = useState<string | null>(null);
  const save = () =>
    work.run(t('recovery.raw.busy'), async (options) => {
      const raw = await keeper.call('export-raw', { id: place.id }, options);
      saveFile(raw.bytes, raw.name);
      setSaved(t('recovery.raw.done', { count: raw.files, size: bytes(raw.bytes.size), name: raw.name }));
    });
  return (
    <Choice title={t('recovery.raw')} help={<span role="status">{saved ?? t('recovery.raw.help')}</span>}>
      <Button isDisabled={isBusy} onPress={save}>
        {t('recovery.raw.action')}
      </Button>
    </Choice>
  );
}

function EmptyChoice({ keeper, work, place, isBusy }: KeeperChoiceProps) {
  const t = useT();
  const client = useClient();
  const start = () =>
    work.run(t('recovery.empty.busy'), async (options) => {
      await keeper.call('start-empty', { kind: place.kind }, options);
      client.retry();
    });
  return (
    <Choice title={t('recovery.empty')} help={t('recovery.empty.help')}>
      <Button isDisabled={isBusy} onPress={start}>
        {t('recovery.empty.action')}
      </Button>
    </Choice>
  );
}

function EraseChoice({ isBusy }: { readonly isBusy: boolean }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  return (
    <Choice title={t('recovery.erase')} help={t('recovery.erase.help')}>
      <Button kind="danger" isDisabled={isBusy} onPress={() => setAsking(true)}>
        {t('recovery.erase.open')}
      </Button>
      <EraseDialog open={asking} onClose={() => setAsking(false)} keepFirst={t('recovery.erase.exportRaw')} />
    </Choice>
  );
}
