import { Link, Outlet, useLocation, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { usePalette } from '../commands/commands.tsx';
import { PaletteHost } from '../commands/PaletteHost.tsx';
import { useCommandKeys } from '../commands/use-keys.ts';
import { FoldersProvider } from '../folders/FoldersProvider.tsx';
import { useT } from '../i18n/i18n.tsx';
import { DropAnywhere } from '../import/DropAnywhere.tsx';
import { ImportProvider } from '../import/ImportProvider.tsx';
import { Bell } from '../notices/Bell.tsx';
import { TrayHost } from '../notices/TrayHost.tsx';
import { useTray } from '../notices/use-tray.ts';
import { useLayout, useSidebar } from '../panes/use-layout.ts';
import { WorkspaceSwitcher } from '../spaces/WorkspaceSwitcher.tsx';
import { usePainted } from '../ui/after-paint.ts';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { BesideAside, SourceAside } from './Asides.tsx';
import { AREAS, PALETTE_ICON } from './areas.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Nav } from './Nav.tsx';
import css from './Shell.module.css';
import { StateBanner } from './StateBanner.tsx';
import { useShellCommands } from './use-shell-commands.ts';

const c = classesOf(css);
const CaptureCommands = lazy(async () => ({
  default: (await import('../capture/CaptureCommands.tsx')).CaptureCommands,
}));
const NotesCommands = lazy(async () => ({ default: (await import('../notes/NotesCommands.tsx')).NotesCommands }));
const ShortcutSheet = lazy(async () => ({ default: (await import('../commands/ShortcutSheet.tsx')).ShortcutSheet }));
const MoreCommands = lazy(async () => ({ default: (await import('./MoreCommands.tsx')).MoreCommands }));
const TourCard = lazy(async () => ({ default: (await import('../tour/TourCard.tsx')).TourCard }));
const TabStrip = lazy(async () => ({ default: (await import('../panes/TabStrip.tsx')).TabStrip }));

/** Three panes at most: where you are, what you do, what it rests on. On a phone one at a time. */
export function Shell() {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  // Here, above both shells: from the first screen on, the way leads from one to the other.
  useFocusOnArrival(main);
  const bare = pathname === '/welcome';
  return (
    <AddingProviders>
      {bare ? <BareShell main={main} /> : <FullShell main={main} pathname={pathname} />}
    </AddingProviders>
  );
}

interface ShellProps {
  readonly main: RefObject<HTMLElement | null>;
}

/** The first screen: nothing around it. */
function BareShell({ main }: ShellProps) {
  return (
    <div className={c('shell', 'bare')}>
      <SkipLink main={main} />
      <Main main={main} resetKey="/welcome" />
      <DropAnywhere />
    </div>
  );
}

function FullShell({ main, pathname }: ShellProps & { readonly pathname: string }) {
  const { source, beside } = useSearch({ from: '__root__' });
  const [sheetOpen, setSheetOpen] = useState(false);
  const panes = useLayout();
  const { layout, change } = panes;
  const sidebar = useSidebar(panes);
  useShellCommands({ showSheet: () => setSheetOpen(true), toggleNav: sidebar.toggle });
  const tray = useTray(pathname);
  const rules = useCommandKeys();
  const isPainted = usePainted();
  const second = beside !== undefined ? 'withBeside' : source !== undefined && 'withSource';
  const share = { '--beside-share': layout.besidePercent / 100 } as Record<string, number>;
  return (
    <div className={c('shell', second, sidebar.isNarrow && 'narrow')} style={share}>
      <SkipLink main={main} />
      <Nav isNarrow={sidebar.isNarrow} onToggle={sidebar.toggle} tray={tray} />
      <Main main={main} resetKey={pathname}>
        <Suspense>{isPainted && <TabStrip />}</Suspense>
        <div className={c('phoneHead')}>
          <WorkspaceSwitcher phone />
          <Bell tray={tray} />
        </div>
        <Suspense>{isPainted && <TourCard />}</Suspense>
      </Main>
      {beside !== undefined && (
        <BesideAside
          address={beside}
          percent={layout.besidePercent}
          onResize={(besidePercent) => change({ besidePercent })}
        />
      )}
      {beside === undefined && source !== undefined && <SourceAside />}
      <PhoneTabs />
      <DropAnywhere />
      <TrayHost tray={tray} />
      <PaletteHost rules={rules} />
      <Suspense>
        {isPainted && <AllCommands />}
        {sheetOpen && <ShortcutSheet rules={rules} onClose={() => setSheetOpen(false)} />}
      </Suspense>
    </div>
  );
}

/** Those that are in the palette and the sheet alone. */
const AllCommands = () => (
  <>
    <MoreCommands />
    <NotesCommands />
    <CaptureCommands />
  </>
);

interface MainProps extends ShellProps {
  readonly resetKey: string;
  readonly children?: ReactNode;
}

function Main({ main, resetKey, children }: MainProps) {
  return (
    <main id="main" ref={main} tabIndex={-1} className={c('main')}>
      {children}
      <StateBanner />
      <ErrorBoundary resetKey={resetKey}>
        <Outlet />
      </ErrorBoundary>
    </main>
  );
}

function SkipLink({ main }: ShellProps) {
  const t = useT();
  return (
    <button type="button" className={c('skip')} onClick={() => main.current?.focus()}>
      {t('shell.skip')}
    </button>
  );
}

function AddingProviders({ children }: { readonly children: ReactNode }) {
  return (
    <ImportProvider>
      <FoldersProvider>{children}</FoldersProvider>
    </ImportProvider>
  );
}

function PhoneTabs() {
  const t = useT();
  const palette = usePalette();
  return (
    <nav className={c('tabs')} aria-label={t('shell.nav')}>
      {AREAS.map((area) => (
        <Link key={area.to} to={area.to} className={c('tab')}>
          <Icon of={area.icon} />
          {t(area.text)}
        </Link>
      ))}
      <button type="button" className={c('tab')} aria-haspopup="dialog" onClick={() => palette.open()}>
        <Icon of={PALETTE_ICON} />
        {t('shell.palette.short')}
      </button>
    </nav>
  );
}

/**
 * After a change of area the focus goes to the main pane, unless the view has taken it: a reader hears the new page. Within
 * an area it does so where what had the focus is gone. It is looked at once the new view is drawn, because until then the one
 * before it may still have the focus, and take it along.
 */
function useFocusOnArrival(main: RefObject<HTMLElement | null>): void {
  const router = useRouter();
  useEffect(() => {
    let frame = 0;
    const unsubscribe = router.subscribe('onRendered', ({ fromLocation, toLocation, pathChanged }) => {
      if (fromLocation === undefined || !pathChanged) return;
      const elsewhere = areaOf(fromLocation) !== areaOf(toLocation);
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const { activeElement: held } = document;
        const lost = held === null || held === document.body;
        if (lost || (elsewhere && !main.current?.contains(held))) main.current?.focus({ preventScroll: true });
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
    };
  }, [router, main]);
}

const areaOf = ({ pathname }: { readonly pathname: string }) => pathname.split('/')[1];
