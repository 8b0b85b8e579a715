import type { EventDetails, ItemDetails, MailDetails, Person } from '../../core/items/item-details.ts';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { dateLocale } from '../ui/relative-time.ts';
import { formatEventTime, timeThere } from './event-time.ts';
import css from './ItemHead.module.css';

const c = classesOf(css);
/** Recipients that are named; the rest are counted. */
const NAMED = 3;

/** What a mail or an event says before its text: from whom, to whom and when, by the reader's clock. */
export function ItemHead({ details }: { readonly details: ItemDetails }) {
  if (details.type === 'mail') return <MailHead details={details} />;
  if (details.type === 'event') return <EventHead details={details} />;
  return null;
}

const nameOf = ({ name, address }: Person): string => name || address;

function MailHead({ details: { from, to, cc, sentMs } }: { readonly details: MailDetails }) {
  const t = useT();
  const recipients = [...to, ...cc];
  const names = recipients.slice(0, NAMED).map(nameOf).join(', ');
  const more = recipients.length - NAMED;
  return (
    <div className={c('head')}>
      <div className={c('row')}>
        <span className={c('who')} title={from.map(({ address }) => address).join(', ')}>
          {from.map(nameOf).join(', ')}
        </span>
        {sentMs !== null && <RelativeTime ms={sentMs} className={c('when')} />}
      </div>
      {names !== '' && (
        <div className={c('to')}>
          {more > 0 ? t('source.mail.toMany', { names, count: more }) : t('source.mail.to', { names })}
        </div>
      )}
    </div>
  );
}

function EventHead({ details }: { readonly details: EventDetails }) {
  const t = useT();
  const locale = dateLocale(useLocale());
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const there = timeThere(details, locale, here);
  return (
    <div className={c('head')}>
      <time className={c('who')} dateTime={new Date(details.startMs).toISOString()}>
        {formatEventTime(details, locale, here)}
      </time>
      {there !== null && (
        <div className={c('to')}>{t('source.event.there', { time: there, zone: details.zone ?? '' })}</div>
      )}
    </div>
  );
}
