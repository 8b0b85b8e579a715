import { Calendar } from 'lucide-react';
import { useState } from 'react';
import type { QueryInput } from '../../core/queries.ts';
import { offerDate } from '../../core/search/date-offer.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Chip } from '../ui/Chip.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './FindView.module.css';
import { personZone } from './zone.ts';

const c = classesOf(css);

export interface DateChipProps {
  readonly query: string;
  readonly filters: NonNullable<QueryInput<'search'>['filters']>;
  readonly onTake: (query: string) => void;
}

/** Offers to take words such as “last week” as the time that things changed in. Nothing is left out before it is pressed. */
export function DateChip({ query, filters, onTake }: DateChipProps) {
  const t = useT();
  const [when] = useState(() => ({ nowMs: Date.now(), zone: personZone() }));
  const offer = offerDate(query, when);
  const input = offer && { query: offer.query, filters, limit: 1, zone: when.zone };
  const count = useLive('search', input).value?.total;
  if (offer === null || count === undefined) return null;
  return (
    <div className={c('offer')}>
      <Chip icon={Calendar} onPress={() => onTake(offer.query)}>
        {t('find.dates.offer', { words: offer.words, count })}
      </Chip>
    </div>
  );
}
