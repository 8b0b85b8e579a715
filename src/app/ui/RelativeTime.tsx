import { useEffect, useState } from 'react';
import { useLocale } from '../i18n/i18n.tsx';
import { formatFullTime, formatRelative, nextChangeMs } from './relative-time.ts';

/** A time as people say it; the exact one in its tip. Keeps itself right while it is shown. */
export function RelativeTime({ ms, className }: { readonly ms: number; readonly className?: string }) {
  const locale = useLocale();
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNowMs(Date.now()), nextChangeMs(ms, nowMs));
    return () => clearTimeout(timer);
  }, [ms, nowMs]);
  return (
    <time
      dateTime={new Date(ms).toISOString()}
      title={formatFullTime(ms, locale)}
      {...(className ? { className } : {})}
    >
      {formatRelative(ms, nowMs, locale)}
    </time>
  );
}
