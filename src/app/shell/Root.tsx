import { Outlet, useLocation, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { usePane } from '../panes/pane.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Shell } from './Shell.tsx';
import { useCloseSource } from './source-link.ts';

const SourcePane = lazy(async () => ({ default: (await import('../source/SourcePane.tsx')).SourcePane }));

/** Around each view: the whole frame, or, in the second pane, nothing but the view. */
export function Root() {
  return usePane().place === 'front' ? <Shell /> : <Beside />;
}

/** There is no third place here: a source takes the view's, and closing it gives the view back. */
function Beside() {
  const { pathname } = useLocation();
  const { source, start, end } = useSearch({ from: '__root__' });
  const close = useCloseSource();
  const isItem = pathname.startsWith('/item/');
  const span = start !== undefined && end !== undefined ? { start, end } : null;
  return (
    <ErrorBoundary resetKey={source ?? pathname}>
      {source === undefined || isItem ? (
        <Outlet />
      ) : (
        <Suspense>
          <SourcePane itemId={source} span={span} onClose={close} />
        </Suspense>
      )}
    </ErrorBoundary>
  );
}
