import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { HELP_PAGES, isHelpPage } from '../../core/help/help-pages.ts';
import type { Span } from '../../core/items/item.ts';
import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import settings from '../settings/Settings.module.css';
import { LoadError } from '../shell/LoadError.tsx';
import { Page } from '../shell/Page.tsx';
import { TourOffer } from '../tour/TourOffer.tsx';
import { classesOf } from '../ui/classes.ts';
import { SearchField } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { HelpFound } from './HelpFound.tsx';
import { HelpText } from './HelpText.tsx';
import { useHelpLanguage } from './use-help-language.ts';

// Help is laid out as the settings are: what there is at the side, what it says beside it.
const c = classesOf(settings);

export interface HelpViewProps {
  readonly page?: string;
  readonly language?: string | undefined;
  readonly anchor?: string | undefined;
  readonly span?: Span | null;
}

export function HelpView({ page, language: asked, anchor, span = null }: HelpViewProps) {
  const t = useT();
  const [query, setQuery] = useState('');
  const language = useHelpLanguage(asked);
  const known = page === undefined ? 'start' : isHelpPage(page) ? page : null;
  const title = page === undefined || known === null ? t('help.title') : t(`help.page.${known}`);
  const { value, error, loading } = useLive('help-page', known === null ? null : { page: known, language });
  return (
    <Page title={title}>
      <div className={c('layout')} data-one={page !== undefined || undefined}>
        <div className={c('side')}>
          <SearchField label={t('help.search')} value={query} onChange={setQuery} />
          <PageList />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long page is scrolled by keyboard */}
        <div className={c('scroll')} tabIndex={0} data-finding={query !== '' || undefined}>
          <div className={c('column')}>
            {page !== undefined && (
              <Link to="/help" className={c('back')}>
                <Icon of={ArrowLeft} size={16} />
                {t('help.all')}
              </Link>
            )}
            {query.trim() !== '' ? (
              <HelpFound query={query} language={language} onChoose={() => setQuery('')} />
            ) : (
              <>
                {known === null && <p>{t('help.gone')}</p>}
                {known === 'start' && <TourOffer />}
                {value && <HelpText page={value} span={span} anchor={anchor} />}
                {value === undefined && error && <LoadError error={error} />}
                {value === undefined && loading && <SkeletonRows />}
              </>
            )}
          </div>
        </div>
      </div>
    </Page>
  );
}

function PageList() {
  const t = useT();
  return (
    <nav aria-label={t('help.pages')}>
      <ul className={c('sections')}>
        {HELP_PAGES.map((page) => (
          <li key={page}>
            <Link to="/help/$page" params={{ page }} className={c('sectionLink')}>
              {t(`help.page.${page}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
