import { Link } from '@tanstack/react-router';
import { Settings } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { PaneActions } from '../panes/PaneActions.tsx';
import { usePane, useTabStore } from '../panes/pane.tsx';
import { Ways } from '../panes/Ways.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Page.module.css';
import { StatusDot } from './StatusLight.tsx';

const c = classesOf(css);

export interface PageProps {
  /** The heading, and the document's title. */
  readonly title: string;
  /** In the place of the heading's text: a field that renames. The heading is then only heard. */
  readonly heading?: ReactNode;
  /** Icon buttons at the end of the header. */
  readonly actions?: ReactNode;
  /** Fills the rest of the height; scrolls by itself. */
  readonly children: ReactNode;
}

/** A view: a header of 52 px and a body. Each route renders one, in front or in the second pane. */
export function Page({ title, heading, actions, children }: PageProps) {
  const t = useT();
  const { place } = usePane();
  const isFront = place === 'front';
  const Heading = isFront ? 'h1' : 'h2';
  useViewTitle(title, isFront);
  return (
    <div className={c('page')}>
      <header className={c('header')}>
        <Ways />
        <Heading className={heading === undefined ? c('title') : 'visually-hidden'}>{title}</Heading>
        {heading !== undefined && <div className={c('title')}>{heading}</div>}
        <div className={c('actions')}>
          {actions}
          {isFront && (
            <Link to="/settings" className={c('settings')} aria-label={t('shell.nav.settings')}>
              <Icon of={Settings} />
              <StatusDot />
            </Link>
          )}
          <PaneActions />
        </div>
      </header>
      {children}
    </div>
  );
}

/** Names the page and the tab after the view in front. */
function useViewTitle(title: string, isFront: boolean): void {
  const t = useT();
  const tabs = useTabStore();
  useEffect(() => {
    if (!isFront) return;
    document.title = t('shell.documentTitle', { title });
    tabs.title(title);
  }, [title, isFront, tabs, t]);
}
