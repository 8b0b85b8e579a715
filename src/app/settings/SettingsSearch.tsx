import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { elsewhere } from './elsewhere.ts';
import css from './Settings.module.css';
import { type Findable, findSettings, markWords } from './search-settings.ts';
import { SECTIONS } from './sections.tsx';
import { SETTINGS_TABLE } from './settings-table.ts';

const c = classesOf(css);

interface Found extends Findable {
  readonly to: '/settings/$section' | '/settings/data' | '/settings/diagnostics';
  readonly sectionId: string;
}

/** All that can be set or done in the settings, in the words of the language that is spoken. */
function useFindables(): readonly Found[] {
  const t = useT();
  const titles = new Map(SECTIONS.map(({ id, title }) => [id, t(title)]));
  const table = SETTINGS_TABLE.map(({ key, name, help, synonyms, section }) => ({
    id: key as string,
    name: t(name),
    help: t(help),
    synonyms,
    section: titles.get(section) ?? '',
    sectionId: section as string,
    to: '/settings/$section' as const,
  }));
  const others = elsewhere.map(({ name, help, synonyms, section, to }) => ({
    id: name as string,
    name: t(name),
    help: help === undefined ? '' : t(help),
    synonyms,
    section: titles.get(section) ?? '',
    sectionId: section as string,
    to,
  }));
  return [...table, ...others];
}

/** What fits what was typed; each leads to its place. */
export function SettingsFound({ query }: { readonly query: string }) {
  const t = useT();
  const found = findSettings(useFindables(), query);
  const count = t('settings.found', { count: found.length });
  return (
    <>
      <p className="visually-hidden" role="status">
        {count}
      </p>
      {found.length === 0 && <EmptyState icon={SearchX} title={count} text={t('settings.found.none')} />}
      <ul className={c('found')}>
        {found.map((each) => (
          <li key={each.id}>
            <Link to={each.to} params={{ section: each.sectionId }} search={{ setting: each.id }} className={c('hit')}>
              <span className={c('name')}>
                <Marked text={each.name} query={query} />
              </span>
              <span className={c('help')}>
                <Marked text={each.help} query={query} />
              </span>
              <span className={c('where')}>{each.section}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  return markWords(text, query).map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: their places are all that tells the parts apart, and they never move
    part.marked ? <mark key={at}>{part.text}</mark> : part.text,
  );
}
