import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.tsx';
import settings from '../settings/Settings.module.css';
import { Page } from '../shell/Page.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Data.module.css';

const c = classesOf({ ...settings, ...css });

/** A page below the settings. */
export function DataPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useT();
  return (
    <Page title={title}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long page is scrolled by keyboard */}
      <div className={c('scroll')} tabIndex={0}>
        <div className={c('column')}>
          <Link to="/settings" className={c('back')}>
            <Icon of={ChevronLeft} />
            {t('settings.title')}
          </Link>
          {children}
        </div>
      </div>
    </Page>
  );
}
