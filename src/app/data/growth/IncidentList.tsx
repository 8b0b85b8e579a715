import type { Incident } from '../../../core/diagnostics/incident.ts';
import { useCommand } from '../../client.tsx';
import { useT } from '../../i18n/i18n.tsx';
import { Section } from '../../settings/parts.tsx';
import { Button } from '../../ui/Button.tsx';
import { classesOf } from '../../ui/classes.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { meaningOf } from './error-meanings.ts';
import css from './Growth.module.css';

const c = classesOf(css);

/** The last errors, each with what its code means. */
export function IncidentList({ incidents }: { readonly incidents: readonly Incident[] }) {
  const t = useT();
  const run = useCommand();
  if (incidents.length === 0) {
    return (
      <Section title={t('diagnostics.errors')}>
        <p className={c('quiet')}>{t('diagnostics.errors.none')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('diagnostics.errors')}>
      <ul className={c('errors')}>
        {incidents.map((incident) => (
          <li key={incident.id}>
            <IncidentLine incident={incident} />
          </li>
        ))}
      </ul>
      <div className={c('actions')}>
        <Button small onPress={() => void run('forget-incidents', {})}>
          {t('diagnostics.errors.forget')}
        </Button>
      </div>
    </Section>
  );
}

function IncidentLine({ incident: { code, place, message, times, atMs } }: { readonly incident: Incident }) {
  const t = useT();
  const meaning = meaningOf(code);
  return (
    <>
      <div className={c('errorHead')}>
        <span>
          <span className={c('code')}>{code}</span> · {place}
        </span>
        <span className={c('quiet')}>
          {times > 1 && `${t('diagnostics.errors.times', { times })} · `}
          <RelativeTime ms={atMs} />
        </span>
      </div>
      {message !== '' && <div className={c('quiet')}>{message}</div>}
      {meaning !== null && (
        <details>
          <summary>{t('diagnostics.errors.meaning')}</summary>
          <p>{t(meaning)}</p>
        </details>
      )}
    </>
  );
}
