import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { CircleHelp, Search } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react';
import type { FindResult } from '../../core/queries.ts';
import { useLive } from '../client.tsx';
import { HelpLink } from '../help/HelpLink.tsx';
import type { MessageId } from '../i18n/en.ts';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { Page } from '../shell/Page.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import type { FindSearch } from '../view-search.ts';
import { DateChip } from './DateChip.tsx';
import { FindBox } from './FindBox.tsx';
import { FindFilters } from './FindFilters.tsx';
import css from './FindView.module.css';
import { filtersOf, hasFilters, present, wholeQuery } from './filters.ts';
import { GoTo } from './GoTo.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { Results } from './Results.tsx';
import { moveBetweenResults } from './result-keys.ts';
import { SavedSearches } from './SavedSearches.tsx';
import { SaveSearch } from './SaveSearch.tsx';
import { useTyped } from './use-typed.ts';
import { personZone } from './zone.ts';

const c = classesOf(css);
const LIMIT = 60;

export function FindView() {
  const t = useT();
  const search = useSearch({ from: '/find' });
  const { text, settled, type } = useTyped(search.q ?? '');
  const [help, setHelp] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useAddress(settled);
  const filters = filtersOf(search);
  const empty = settled.trim() === '';
  const input = empty ? null : { query: settled, filters, limit: LIMIT, zone: personZone() };
  const found = useLive('search', input, { keep: true });
  const shown = useDeferredValue(input === null ? undefined : found.value);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const first = body.current?.querySelector<HTMLElement>('[data-hit]');
    if (event.key === 'Enter') first?.click();
    else if (event.key === 'ArrowDown' && first) first.focus();
    else return;
    event.preventDefault();
  };
  const actions = <IconButton icon={CircleHelp} label={t('find.help')} onPress={() => setHelp(true)} />;
  return (
    <Page title={t('find.title')} actions={actions}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from result to result */}
      <div className={c('body')} ref={body} onKeyDown={(event) => moveBetweenResults(event, field.current)}>
        <div className={c('column')}>
          <div className={c('bar')}>
            <FindBox field={field} text={text} type={type} onKeyDown={onKeyDown} />
            <SaveSearch query={text.trim() === '' ? '' : wholeQuery(search, text)} />
          </div>
          <FindFilters search={search} />
          {input === null && <SavedSearches onSearch={type} />}
          {input === null && <Start onHelp={() => setHelp(true)} />}
          <DateChip query={settled} filters={filters} onTake={type} />
          <Titles typed={settled} found={shown} />
          {shown === undefined && input !== null && found.error && <LoadError error={found.error} />}
          {shown === undefined && found.loading && <SkeletonRows />}
          {shown && <Found found={shown} query={settled} search={search} />}
        </div>
      </div>
      {help && <HelpDialog onClose={() => setHelp(false)} />}
    </Page>
  );
}

/**
 * What is searched stands in the address, so that going back finds it again; without a step for each key. An address that
 * changes from outside is followed, not written back, and who is on the way to another view is not pulled back.
 */
function useAddress(query: string): void {
  const router = useRouter();
  const navigate = useNavigate({ from: '/find' });
  const written = useRef(query);
  useEffect(() => {
    if (query === written.current) return;
    written.current = query;
    if (router.latestLocation.pathname !== '/find') return;
    void navigate({ search: ({ q: _q, ...rest }) => (query === '' ? rest : { ...rest, q: query }), replace: true });
  }, [query, router, navigate]);
}

interface TitlesProps {
  readonly typed: string;
  readonly found: FindResult | undefined;
}

function Titles({ typed, found }: TitlesProps) {
  const input = typed.trim().length < 2 || /["*:]/.test(typed) ? null : { typed: typed.slice(0, 500) };
  const titles = useLive('titles', input, { keep: true }).value ?? [];
  const best = (found?.items ?? []).flatMap(({ item, hits: [hit] }) => (hit ? [[item.id, hit.span] as const] : []));
  return input === null ? null : <GoTo items={titles} passages={new Map(best)} />;
}

interface FoundProps {
  readonly found: FindResult;
  readonly query: string;
  readonly search: FindSearch;
}

function Found({ found, query, search }: FoundProps) {
  const t = useT();
  const locale = useLocale();
  const navigate = useNavigate({ from: '/find' });
  const waiting = useLive('status', {}).value?.indexing.waiting ?? 0;
  const indexing = waiting > 0 && <p className={c('note')}>{t('find.indexing', { count: waiting })}</p>;
  // A search of filters alone lists what they leave: where there is something, nothing is missing.
  const listed = found.items.length > 0;
  const notes = found.notes.filter((note) => note !== 'empty' && !(listed && note === 'only-operators'));
  const noteLines = notes.map((note) => (
    <p key={note} className={c('note')}>
      {note === 'bad-filter'
        ? t('find.note.bad-filter', { words: new Intl.ListFormat(locale).format(found.unread) })
        : t(`find.note.${note}` satisfies MessageId)}
    </p>
  ));
  if (found.items.length === 0) {
    const words = query.length > 80 ? `${query.slice(0, 80)}…` : query;
    const wordless = notes.includes('only-operators');
    const filtered = hasFilters(search);
    const clear = () => void navigate({ search: ({ q, source, start, end }) => present({ q, source, start, end }) });
    return (
      <div role="status">
        <EmptyState
          icon={Search}
          title={wordless ? t('find.note.only-operators') : t('find.none.title', { query: words })}
          text={
            wordless
              ? t('find.none.wordless')
              : `${t('find.none.text')}${filtered ? ` ${t('find.none.filtered')}` : ''}`
          }
        >
          {filtered && <Button onPress={clear}>{t('find.none.clear')}</Button>}
        </EmptyState>
        {found.unread.length > 0 && noteLines}
        {indexing}
      </div>
    );
  }
  const ms = found.elapsedMs;
  const time = t('find.ms', { value: ms < 10 ? Number(ms.toFixed(1)) : Math.round(ms) });
  return (
    <>
      <p className={c('count')} role="status" lang={locale}>
        {t('find.count', { items: found.items.length, total: found.total, time })}
      </p>
      {noteLines}
      {indexing}
      <Results items={found.items} query={query} />
    </>
  );
}

function Start({ onHelp }: { readonly onHelp: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const things = useLive('items', { limit: 1 }).value?.total;
  if (things === 0) {
    return (
      <EmptyState icon={Search} title={t('find.nothing.title')} text={t('find.nothing.text')}>
        <Button kind="primary" onPress={() => void navigate({ to: '/welcome' })}>
          {t('find.nothing.action')}
        </Button>
        <HelpLink page="find" />
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Search} title={t('find.start.title')} text={t('find.start.text')}>
      <Button small onPress={onHelp}>
        {t('find.help')}
      </Button>
      <HelpLink page="find" />
    </EmptyState>
  );
}
