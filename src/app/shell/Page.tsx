import { Link } from '@tanstack/react-router';
import { Settings } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useT } from '../i18n/i18n.tsx';
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

/** The middle pane: a header of 52 px and a body. Each route renders one. */
export function Page({ title, heading, actions, children }: PageProps) {
  const t = useT();
  useEffect(() => {
    document.title = t('shell.documentTitle', { title });
  }, [title, t]);
  return (
    <div className={c('page')}>
      <header className={c('header')}>
        <h1 className={heading === undefined ? c('title') : 'visually-hidden'}>{title}</h1>
        {heading !== undefined && <div className={c('title')}>{heading}</div>}
        <div className={c('actions')}>
          {actions}
          <Link to="/settings" className={c('settings')} aria-label={t('shell.nav.settings')}>
            <Icon of={Settings} />
            <StatusDot />
          </Link>
        </div>
      </header>
      {children}
    </div>
  );
}
