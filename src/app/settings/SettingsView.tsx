import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { Page } from '../shell/Page.tsx';
import { usePainted } from '../ui/after-paint.ts';
import { classesOf } from '../ui/classes.ts';
import { SearchField } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './Settings.module.css';
import { SettingsFound } from './SettingsSearch.tsx';
import { SECTIONS } from './sections.tsx';

const c = classesOf(css);

export interface SettingsViewProps {
  /** The one section to show; on a wide screen, without it, all. */
  readonly section?: string;
}

export function SettingsView({ section }: SettingsViewProps) {
  const t = useT();
  const [query, setQuery] = useState('');
  const navigate = useNavigate();
  const shown = SECTIONS.find((each) => each.id === section);
  const find = (words: string) => {
    setQuery(words);
    // What is found lies in all sections.
    if (words !== '' && section !== undefined) void navigate({ to: '/settings' });
  };
  return (
    <Page title={shown === undefined ? t('settings.title') : t(shown.title)}>
      <div className={c('layout')} data-one={section !== undefined || undefined}>
        <div className={c('side')}>
          <SearchField label={t('settings.find')} value={query} onChange={find} />
          {query === '' && <SectionList />}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long page is scrolled by keyboard */}
        <div className={c('scroll')} tabIndex={0} data-finding={query !== '' || undefined}>
          <div className={c('column')}>
            {query === '' ? <Sections section={section} /> : <SettingsFound query={query} />}
          </div>
        </div>
      </div>
    </Page>
  );
}

function SectionList() {
  const t = useT();
  return (
    <nav aria-label={t('settings.sections')}>
      <ul className={c('sections')}>
        {SECTIONS.map(({ id, title, icon }) => (
          <li key={id}>
            <Link to="/settings/$section" params={{ section: id }} className={c('sectionLink')}>
              <Icon of={icon} size={16} />
              {t(title)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Sections that fill the first view. */
const FIRST_VIEW = 2;

/** The one that the address names, or all; the row that a search led to comes into view and has the focus. */
function Sections({ section }: { readonly section: string | undefined }) {
  const t = useT();
  const { setting } = useSearch({ strict: false });
  const column = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (typeof setting !== 'string') return;
    const row = column.current?.querySelector<HTMLElement>(`[data-setting="${CSS.escape(setting)}"]`);
    row?.focus();
    row?.scrollIntoView({ block: 'center' });
  }, [setting]);
  // At first only what is in view, and the rest in small steps when that is painted.
  const isWhole = usePainted() || section !== undefined || setting !== undefined;
  const shown = section === undefined ? SECTIONS : SECTIONS.filter((each) => each.id === section);
  return (
    <div ref={column} className={c('column')}>
      {section !== undefined && (
        <Link to="/settings" className={c('back')}>
          <Icon of={ArrowLeft} size={16} />
          {t('settings.all')}
        </Link>
      )}
      {shown.length === 0 && <p>{t('settings.section.gone')}</p>}
      {(isWhole ? shown : shown.slice(0, FIRST_VIEW)).map(({ id, Body }) => (
        <Body key={id} />
      ))}
    </div>
  );
}
