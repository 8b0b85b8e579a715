import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AppError } from '../core/errors.ts';

export interface Page<R> {
  readonly rows: readonly R[];
  readonly total: number;
}

/** Subscribes to one page; returns the way to end it. */
export type SubscribePage<R> = (
  offset: number,
  limit: number,
  onPage: (page: Page<R>) => void,
  onError: (error: AppError) => void,
) => () => void;

export interface Pages<R> {
  /** `undefined` until the first page is there. */
  readonly total: number | undefined;
  /** `undefined` while its page is on the way. */
  readonly row: (index: number) => R | undefined;
  /** Among the rows that are loaded. */
  readonly find: (matches: (row: R) => boolean) => R | null;
  /** Says which rows are shown, so that their pages are kept live. */
  readonly show: (first: number, last: number) => void;
  readonly error: AppError | null;
  /** Nothing has come for 300 ms. */
  readonly loading: boolean;
}

/** Pages, both ends included. */
interface Range {
  readonly first: number;
  readonly last: number;
}

const PAGE = 200;
const SKELETON_AFTER_MS = 300;

/** Pages on either side of the one that came last that stay: what was scrolled past long ago is asked for again. */
const NEAR = 10;

const near = <R>(pages: Iterable<readonly [number, R]>, page: number): Map<number, R> =>
  new Map([...pages].filter(([held]) => Math.abs(held - page) <= NEAR));

interface Held<R> {
  readonly total: number | undefined;
  readonly pages: ReadonlyMap<number, readonly R[]>;
  readonly error: AppError | null;
}

/**
 * A long list of which only what is shown is asked for, live. `key` names what is listed: with another key the old rows
 * stay until the new ones come, so that a filter does not flash.
 */
export function usePages<R>(key: string, subscribe: SubscribePage<R>): Pages<R> {
  const [held, setHeld] = useState<Held<R>>({ total: undefined, pages: new Map(), error: null });
  const [range, setRange] = useState<Range>({ first: 0, last: 0 });
  const wanted = useRef<Range>(range);
  /** Pages of the range that have not come yet. */
  const coming = useRef(new Set<number>());
  const [late, setLate] = useState(false);
  const shownKey = useRef(key);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what `subscribe` asks
  useEffect(() => {
    const ends: (() => void)[] = [];
    const pages = Array.from({ length: range.last - range.first + 1 }, (_, at) => range.first + at);
    coming.current = new Set(pages);
    // While it was on the way, the list may have been scrolled further: what is in view now is asked for next.
    const settle = (page: number) => {
      if (coming.current.delete(page) && coming.current.size === 0) setRange(wanted.current);
    };
    for (const page of pages) {
      const onPage = ({ rows, total }: Page<R>) => {
        setHeld((old) => {
          const fresh = shownKey.current !== key;
          shownKey.current = key;
          return { total, pages: near(fresh ? [] : old.pages, page).set(page, rows), error: null };
        });
        settle(page);
      };
      const onError = (error: AppError) => {
        setHeld((old) => ({ ...old, error }));
        settle(page);
      };
      ends.push(subscribe(page * PAGE, PAGE, onPage, onError));
    }
    return () => {
      for (const end of ends) end();
    };
  }, [key, range]);

  const waiting = held.total === undefined && held.error === null;
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, [waiting]);

  const show = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(Math.max(0, first) / PAGE), last: Math.floor(Math.max(0, last) / PAGE) };
    if (wanted.current.first === next.first && wanted.current.last === next.last) return;
    wanted.current = next;
    // One range at a time: a fast scroll passes more of them than can be answered.
    if (coming.current.size === 0) setRange(next);
  }, []);
  const row = useCallback((index: number) => held.pages.get(Math.floor(index / PAGE))?.[index % PAGE], [held]);
  const find = useCallback(
    (matches: (row: R) => boolean) => {
      for (const rows of held.pages.values()) for (const each of rows) if (matches(each)) return each;
      return null;
    },
    [held],
  );
  return useMemo(
    () => ({ total: held.total, row, find, show, error: held.error, loading: waiting && late }),
    [held, row, find, show, waiting, late],
  );
}
