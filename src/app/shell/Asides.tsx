import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { Resizer } from '../panes/Resizer.tsx';
import { classesOf } from '../ui/classes.ts';
import { addressedSpan } from './addresses.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import css from './Shell.module.css';
import { useCloseSource } from './source-link.ts';
import { useBeside } from './use-beside.ts';

const c = classesOf(css);
const SourcePane = lazy(async () => ({ default: (await import('../source/SourcePane.tsx')).SourcePane }));
const BesidePane = lazy(async () => ({ default: (await import('../panes/BesidePane.tsx')).BesidePane }));

/** What an answer or a hit rests on. */
export function SourceAside() {
  const t = useT();
  const { source, ...ends } = useSearch({ from: '__root__' });
  const close = useCloseSource();
  if (source === undefined) return null;
  return (
    <aside className={c('source')} aria-label={t('shell.source')}>
      <ErrorBoundary resetKey={source}>
        <Suspense>
          <SourcePane itemId={source} span={addressedSpan(ends)} onClose={close} />
        </Suspense>
      </ErrorBoundary>
    </aside>
  );
}

export interface BesideAsideProps {
  readonly address: string;
  readonly percent: number;
  readonly onResize: (percent: number) => void;
}

/** Any view, beside the one in front. */
export function BesideAside({ address, percent, onResize }: BesideAsideProps) {
  const t = useT();
  const { follow, close, toFront } = useBeside();
  return (
    <aside className={c('beside')} aria-label={t('shell.beside')}>
      <Resizer percent={percent} onResize={onResize} />
      <ErrorBoundary resetKey={address}>
        <Suspense>
          <BesidePane address={address} onAddress={follow} onClose={close} onFront={toFront} />
        </Suspense>
      </ErrorBoundary>
    </aside>
  );
}
