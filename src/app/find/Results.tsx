import { useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { HitPlace } from '../../core/find-queries.ts';
import type { Item, Span } from '../../core/items/item.ts';
import type { SourcePlace } from '../../core/items/source-place.ts';
import type { FoundHit, FoundItem } from '../../core/queries.ts';
import { useClient, useLive } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { useOpenThing } from '../shell/use-open-thing.ts';
import { textParts } from '../source/text-parts.ts';
import { usePlaceWords } from '../source/use-place-words.ts';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { KIND_ICONS } from '../ui/kind-icon.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import css from './FindView.module.css';
import { whyHit } from './why.ts';
import { type FoundPeople, peopleFilter } from './why-people.ts';

const c = classesOf(css);
/** Passages of one thing that are shown at once. */
const HITS = 3;
/** Hits whose places are looked up: as many as one question may have. */
const MOST_PLACED = 200;

export interface ResultsProps {
  readonly items: readonly FoundItem[];
  readonly query: string;
}

export function Results({ items, query }: ResultsProps) {
  const t = useT();
  const fits = useMemo(() => peopleFilter(query), [query]);
  const places = useHitPlaces(items);
  return (
    <ul className={c('results')} aria-label={t('find.results')}>
      {items.map((found) => (
        <li key={found.item.id} className={c('found')}>
          <FoundThing found={found} people={fits(found.item)} places={places} />
        </li>
      ))}
    </ul>
  );
}

type HitPlaces = ReadonlyMap<FoundHit, HitPlace | null | undefined>;

/** Where in their originals the hits stand; `undefined` until that is known. */
function useHitPlaces(items: readonly FoundItem[]): HitPlaces {
  const hits = items.flatMap((found) => found.hits).slice(0, MOST_PLACED);
  const asked = hits.map(({ itemId, at }) => ({ itemId, at }));
  const held = useLive('hit-places', asked.length === 0 ? null : { hits: asked }).value;
  return new Map(hits.map((hit, i) => [hit, held?.[i]]));
}

interface FoundThingProps {
  readonly found: FoundItem;
  readonly places: HitPlaces;
  /** Who of it the query asks for. */
  readonly people: FoundPeople;
}

function FoundThing({ found: { item, archive, hits }, people, places }: FoundThingProps) {
  const t = useT();
  const [all, setAll] = useState(false);
  const shown = all ? hits : hits.slice(0, HITS);
  const rest = hits.length - shown.length;
  return (
    <>
      <div className={c('head')}>
        <Icon of={KIND_ICONS[item.kind]} />
        <span className="visually-hidden">{t(`ui.kind.${item.kind}.one`)}</span>
        <h2 className={c('name')} dir="auto">
          {item.title}
        </h2>
        <span className={c('folder')}>{item.folder.split('/').join(' / ')}</span>
        {archive !== undefined && <span className={c('folder')}>{t('archive.inside', { name: archive.name })}</span>}
        <RelativeTime ms={item.updatedMs} className={c('when')} />
      </div>
      <ul>
        {shown.map((hit) => (
          <li key={hit.ordinal}>
            <Hit hit={hit} item={item} people={people} place={places.get(hit)} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button small kind="quiet" onPress={() => setAll(true)}>
          {t('find.moreHits', { count: rest })}
        </Button>
      )}
    </>
  );
}

/** The elements of a list that is shown as a table are its rows. */
function rowOf({ kind }: Item, place: SourcePlace): SourcePlace {
  const index = kind === 'table' && place.type === 'value' ? place.path[0] : undefined;
  return typeof index === 'number' ? { type: 'row', sheet: '', row: index + 1 } : place;
}

interface HitProps {
  readonly hit: FoundHit;
  /** The thing that it is in. */
  readonly item: Item;
  readonly people: FoundPeople;
  /** `undefined` until it is known. */
  readonly place: HitPlace | null | undefined;
}

/** What a hit opens: of a table the one row, not all that were indexed with it. */
const spanOf = (hit: FoundHit, item: Item, place: HitPlace | null | undefined): Span =>
  item.kind === 'table' && place ? { start: place.start, end: place.end } : hit.span;

function Hit({ hit, item, people, place }: HitProps) {
  const t = useT();
  const locale = useLocale();
  const open = useOpenThing();
  const { source, start } = useSearch({ from: '__root__' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const client = useClient();
  const chosen = source === hit.itemId && start === spanOf(hit, item, place).start;
  const words = whyHit(hit.reasons).map(({ id, terms }) =>
    t(id, { terms: list.format(terms.map((term) => `“${term}”`)) }),
  );
  const from = people.from.length === 0 ? [] : [t('find.why.from', { people: list.format(people.from) })];
  const to = people.to.length === 0 ? [] : [t('find.why.to', { people: list.format(people.to) })];
  const why = [...words, ...from, ...to];
  const placeWords = usePlaceWords();
  const where = !place || place.place.type === 'heading' ? '' : placeWords(rowOf(item, place.place));
  const show = async () => {
    const asked = { hits: [{ itemId: hit.itemId, at: hit.at }] };
    // Whoever is faster than the places waits for this one; without it the passage is opened as a whole.
    const isAwaited = item.kind === 'table' && place === undefined;
    const held = isAwaited ? (await client.query('hit-places', asked).catch(() => []))[0] : place;
    open(item, spanOf(hit, item, held), item.kind === 'chat' ? hit.at : undefined);
  };
  return (
    <button
      type="button"
      data-hit
      className={c('hit', chosen && 'chosen')}
      aria-current={chosen ? 'true' : undefined}
      onClick={() => void show()}
    >
      {hit.heading !== '' && hit.heading !== item.title && <span className={c('heading')}>{hit.heading}</span>}
      <span className={c('snippet')}>
        {textParts(hit.snippet, hit.marks).map((part) =>
          part.inside ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
        )}
      </span>
      {(where !== '' || why.length > 0) && (
        <span className={c('why')}>
          {where !== '' && <span className={c('where')}>{where}</span>}
          {[...(where === '' ? [] : ['']), ...why].join(' · ')}
        </span>
      )}
    </button>
  );
}
