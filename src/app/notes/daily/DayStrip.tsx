import { ChevronLeft, ChevronRight } from 'lucide-react';
import { addDays, type Day } from '../../../core/notes/daily.ts';
import { useLive } from '../../client.tsx';
import { useLocale, useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import css from './DayStrip.module.css';
import { daysAround, today } from './days.ts';
import { useDailyNote } from './use-daily-note.ts';

const c = classesOf(css);

/** The days around the one whose note is open; a dot marks those that have a note. */
export function DayStrip({ day }: { readonly day: Day }) {
  const t = useT();
  const locale = useLocale();
  const open = useDailyNote();
  const days = daysAround(day, 3, 3);
  const known = useLive('daily-notes', { days: [...days], locale }, { keep: true }).value ?? [];
  const written = new Set(known.map((each) => each.day));
  const format = (each: Day, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${each}T12:00:00Z`));
  return (
    <nav className={c('strip')} aria-label={t('notes.daily.days')}>
      <IconButton
        icon={ChevronLeft}
        label={t('notes.daily.before')}
        tipAlign="start"
        onPress={() => void open(addDays(day, -1))}
      />
      <ul className={c('days')}>
        {days.map((each) => (
          <li key={each}>
            <button
              type="button"
              className={c('day', each === day && 'current', written.has(each) && 'written')}
              aria-label={
                written.has(each)
                  ? t('notes.daily.written', { day: format(each, { dateStyle: 'full' }) })
                  : format(each, { dateStyle: 'full' })
              }
              {...(each === day ? { 'aria-current': 'date' as const } : {})}
              onClick={() => void open(each)}
            >
              <span>{format(each, { weekday: 'short' })}</span>
              <b>{format(each, { day: 'numeric' })}</b>
            </button>
          </li>
        ))}
      </ul>
      <IconButton icon={ChevronRight} label={t('notes.daily.after')} onPress={() => void open(addDays(day, 1))} />
      {day !== today() && (
        <Button kind="quiet" small onPress={() => void open()}>
          {t('notes.daily.today')}
        </Button>
      )}
    </nav>
  );
}
