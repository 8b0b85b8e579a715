import { type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Span } from '../../core/items/item.ts';
import type { Box, PlacedRange } from '../../core/items/source-place.ts';
import { useT } from '../i18n/i18n.tsx';
import { classesOf } from '../ui/classes.ts';
import { Marks } from './Marks.tsx';
import { markedBoxes, pageSpans } from './marked-boxes.ts';
import css from './PdfPages.module.css';
import type { PageSize, PdfFile } from './pdf-file.ts';
import { useKeptPlace } from './use-kept-place.ts';
import { useWidth } from './use-width.ts';

const c = classesOf(css);
/** How far beyond the pane pages are drawn already, in shares of its height. */
const AHEAD = '100%';

export interface PdfPagesProps {
  readonly file: PdfFile;
  readonly sizes: readonly PageSize[];
  readonly text: string;
  readonly places: readonly PlacedRange[];
  /** What is marked, in `text`. */
  readonly span: Span | null;
  /** In shares of the pane's width. */
  readonly zoom: number;
  /** What scrolls. */
  readonly scroller: RefObject<HTMLElement | null>;
}

/** All pages as boxes of the right size, with pictures in those that are in view or close to it. */
export function PdfPages({ file, sizes, text, places, span, zoom, scroller }: PdfPagesProps) {
  const t = useT();
  const hint = useId();
  const host = useRef<HTMLDivElement>(null);
  const near = useNearPages(host, scroller, sizes.length);
  const width = useWidth(host);
  useKeptPlace(host, scroller, zoom);
  const marks = useMemo(
    () => new Map(markedBoxes(places, span).map(({ page, boxes }) => [page, boxes])),
    [places, span],
  );
  const spans = useMemo(() => pageSpans(places), [places]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div role="group" className={c('frame')} aria-label={t('source.pages')} aria-describedby={hint}>
      <p id={hint} className={c('unseen')}>
        {t('source.pages.hint')}
      </p>
      <div className={c('pages')} ref={host} style={{ width: `${zoom * 100}%` }}>
        {sizes.map((size, at) => {
          const page = at + 1;
          const { start, end } = spans.get(page) ?? { start: 0, end: 0 };
          return (
            <Page
              key={page}
              name={t('source.pages.at', { page, total: sizes.length })}
              shown={near.has(page)}
              boxes={marks.get(page) ?? NO_BOXES}
              text={near.has(page) ? text.slice(start, end) : ''}
              {...{ file, page, size, width }}
            />
          );
        })}
      </div>
    </div>
  );
}

const NO_BOXES: readonly Box[] = [];

interface PageProps {
  readonly file: PdfFile;
  readonly page: number;
  readonly name: string;
  readonly size: PageSize;
  /** CSS pixels; 0 until it is known. */
  readonly width: number;
  readonly shown: boolean;
  readonly boxes: readonly Box[];
  /** What stands on it, for those who do not see it. */
  readonly text: string;
}

function Page({ file, page, name, size, width, shown, boxes, text }: PageProps) {
  const t = useT();
  const [broken, setBroken] = useState(false);
  const [actual, setActual] = useState(size);
  return (
    <figure className={c('page')} data-page={page} aria-label={name}>
      <div className={c('paper')} style={{ aspectRatio: `${actual.width} / ${actual.height}` }}>
        {shown && width > 0 && !broken && (
          <Picture {...{ file, page, width }} onSize={setActual} onBroken={() => setBroken(true)} />
        )}
        {broken && <p className={c('broken')}>{t('source.pages.broken')}</p>}
        <Marks boxes={boxes} className={c('mark')} />
        <p className={c('unseen')}>{text}</p>
      </div>
      <figcaption className={c('number')} aria-hidden>
        {name}
      </figcaption>
    </figure>
  );
}

interface PictureProps {
  readonly file: PdfFile;
  readonly page: number;
  readonly width: number;
  readonly onSize: (size: PageSize) => void;
  readonly onBroken: () => void;
}

/** One page, drawn again when its width changes; the old picture stays until the new one is there. */
function Picture({ file, page, width, onSize, onBroken }: PictureProps) {
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the two handlers set the same state at each render
  useEffect(() => {
    const stop = new AbortController();
    const put = async (): Promise<void> => {
      onSize(await file.sizeOf(page));
      const canvas = await file.draw(page, Math.round(width * devicePixelRatio), stop.signal);
      if (!stop.signal.aborted) place.current?.replaceChildren(canvas);
    };
    put().catch(() => {
      if (!stop.signal.aborted) onBroken();
    });
    return () => stop.abort();
  }, [file, page, width]);
  return <div ref={place} className={c('picture')} aria-hidden />;
}

/** The pages that are in view or close to it. */
function useNearPages(
  host: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  count: number,
): ReadonlySet<number> {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set());
  // biome-ignore lint/correctness/useExhaustiveDependencies: as many pages as there are, each is watched
  useEffect(() => {
    const watch = (entries: readonly IntersectionObserverEntry[]): void =>
      setNear((old) => {
        const next = new Set(old);
        for (const { target, isIntersecting } of entries) {
          const page = Number(target.getAttribute('data-page'));
          if (isIntersecting) next.add(page);
          else next.delete(page);
        }
        return next;
      });
    const observer = new IntersectionObserver(watch, { root: scroller.current, rootMargin: `${AHEAD} 0px` });
    for (const page of host.current?.children ?? []) observer.observe(page);
    return () => observer.disconnect();
  }, [host, scroller, count]);
  return near;
}
