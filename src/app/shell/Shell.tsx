import { Link, Outlet, useLocation, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { useCommandKeys } from '../commands/use-keys.ts';
import { FoldersProvider } from '../folders/FoldersProvider.tsx';
import { useT } from '../i18n/i18n.tsx';
import { DropAnywhere } from '../import/DropAnywhere.tsx';
import { ImportProvider } from '../import/ImportProvider.tsx';
import { WorkspaceSwitcher } from '../spaces/WorkspaceSwitcher.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { AREAS } from './areas.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Nav } from './Nav.tsx';
import css from './Shell.module.css';
import { StateBanner } from './StateBanner.tsx';
import { useCloseSource } from './source-link.ts';
import { useShellCommands } from './use-shell-commands.ts';

const c = classesOf(css);
const SourcePane = lazy(async () => ({ default: (await import('../source/SourcePane.tsx')).SourcePane }));
const CaptureCommands = lazy(async () => ({
  default: (await import('../capture/CaptureCommands.tsx')).CaptureCommands,
}));
const NotesCommands = lazy(async () => ({ default: (await import('../notes/NotesCommands.tsx')).NotesCommands }));
const ShortcutSheet = lazy(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }));

/** Three panes at most: where you are, what you do, what it rests on. On a phone one at a time. */
export function Shell() {
  const t = useT();
  const { pathname } = useLocation();
  const { source } = useSearch({ from: '__root__' });
  const [sheetOpen, setSheetOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  useShellCommands(() => setSheetOpen(true));
  useCommandKeys();
  useFocusOnArrival(pathname, main);
  const bare = pathname === '/welcome';
  return (
    <AddingProviders>
      <div className={c('shell', bare && 'bare', !bare && source !== undefined && 'withSource')}>
        <button type="button" className={c('skip')} onClick={() => main.current?.focus()}>
          {t('shell.skip')}
        </button>
        {!bare && <Nav />}
        <main id="main" ref={main} tabIndex={-1} className={c('main')}>
          {!bare && <WorkspaceSwitcher phone />}
          <StateBanner />
          <ErrorBoundary resetKey={pathname}>
            <Outlet />
          </ErrorBoundary>
        </main>
        {!bare && source !== undefined && <SourceAside />}
        {!bare && <PhoneTabs />}
        <DropAnywhere />
        <Suspense>{!bare && <NotesCommands />}</Suspense>
        <Suspense>{!bare && <CaptureCommands />}</Suspense>
        <Suspense>{sheetOpen && <ShortcutSheet onClose={() => setSheetOpen(false)} />}</Suspense>
      </div>
    </AddingProviders>
  );
}

function AddingProviders({ children }: { readonly children: ReactNode }) {
  return (
    <ImportProvider>
      <FoldersProvider>{children}</FoldersProvider>
    </ImportProvider>
  );
}

function SourceAside() {
  const t = useT();
  const { source, start, end } = useSearch({ from: '__root__' });
  const close = useCloseSource();
  if (source === undefined) return null;
  const span = start !== undefined && end !== undefined ? { start, end } : null;
  return (
    <aside className={c('source')} aria-label={t('shell.source')}>
      <ErrorBoundary resetKey={source}>
        <Suspense>
          <SourcePane itemId={source} span={span} onClose={close} />
        </Suspense>
      </ErrorBoundary>
    </aside>
  );
}

function PhoneTabs() {
  const t = useT();
  return (
    <nav className={c('tabs')} aria-label={t('shell.nav')}>
      {AREAS.map((area) => (
        <Link key={area.to} to={area.to} className={c('tab')}>
          <Icon of={area.icon} />
          {t(area.text)}
        </Link>
      ))}
    </nav>
  );
}

/** After a change of area the focus goes to the main pane, unless the view has taken it: a reader hears the new page. */
function useFocusOnArrival(pathname: string, main: RefObject<HTMLElement | null>): void {
  const area = pathname.split('/')[1];
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the area is what is waited for
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const frame = requestAnimationFrame(() => {
      if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [area]);
}
