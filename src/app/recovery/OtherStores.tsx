import { useEffect, useState } from 'react';
import type { Keeper } from '../../workers/keeper/keeper.api.ts';
import type { PlaceEntry, PlacesReport } from '../../workers/keeper/places.api.ts';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { useBytes } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { formatFullTime } from '../ui/relative-time.ts';
import { Choice } from './Choice.tsx';
import css from './Recovery.module.css';

const c = classesOf(css);

/** What stores are here; null until that is known, and where it cannot be. */
export function usePlaces(keeper: Keeper): PlacesReport | null {
  const [report, setReport] = useState<PlacesReport | null>(null);
  useEffect(() => {
    keeper.call('places', null).then(setReport, () => setReport(null)); // the page offers the rest
  }, [keeper]);
  return report;
}

export interface OtherStoresProps {
  readonly report: PlacesReport;
  readonly disabled: boolean;
  readonly onOpen: (place: PlaceEntry) => void;
}

/** Stores that could be opened in the place of the one that cannot. */
export function OtherStores({ report, disabled, onOpen }: OtherStoresProps) {
  const t = useT();
  const others = report.places.filter(({ state, complete }) => complete && (state === 'kept' || state === 'found'));
  if (others.length === 0) return null;
  return (
    <section>
      <h2>{t('recovery.others')}</h2>
      {report.listDamaged && <p className={c('note')}>{t('recovery.others.lost')}</p>}
      {others.map((place) => (
        <OtherStore key={`${place.id} ${place.kind}`} place={place} disabled={disabled} onOpen={onOpen} />
      ))}
    </section>
  );
}

function OtherStore({ place, disabled, onOpen }: Omit<OtherStoresProps, 'report'> & { readonly place: PlaceEntry }) {
  const t = useT();
  const locale = useLocale();
  const bytes = useBytes();
  const { kind, madeMs, sizeBytes } = place;
  const made =
    madeMs === null ? t('recovery.other.unknown') : t('recovery.other.made', { date: formatFullTime(madeMs, locale) });
  return (
    <Choice title={t(`recovery.other.${kind}`, { size: bytes(sizeBytes) })} help={made}>
      <Button isDisabled={disabled} onPress={() => onOpen(place)}>
        {t('recovery.other.open')}
      </Button>
    </Choice>
  );
}
