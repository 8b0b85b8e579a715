import { ZoomIn, ZoomOut } from 'lucide-react';
import { type RefObject, useMemo, useRef, useState } from 'react';
import type { Span } from '../../core/items/item.ts';
import type { ItemView } from '../../core/queries.ts';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { Marks } from './Marks.tsx';
import { pictureBoxes } from './marked-boxes.ts';
import css from './PictureSource.module.css';
import { useKeptPlace } from './use-kept-place.ts';
import type { PictureView } from './use-picture-view.ts';

const c = classesOf(css);

/** How large a picture is, and how large it is shown. */
export function PictureBar({ picture, view }: { readonly picture: PictureView; readonly view: ItemView }) {
  const t = useT();
  const { smaller, larger } = picture;
  const { details } = view.item;
  return (
    <div className={c('bar')}>
      <span className={c('size')}>
        {details?.type === 'image' && t('pictures.bar', { width: details.width, height: details.height })}
      </span>
      <IconButton
        icon={ZoomOut}
        label={t('pictures.smaller')}
        isDisabled={smaller === null}
        onPress={() => smaller?.()}
      />
      <IconButton icon={ZoomIn} label={t('pictures.larger')} isDisabled={larger === null} onPress={() => larger?.()} />
    </div>
  );
}

export interface PictureSourceProps {
  readonly picture: PictureView;
  readonly view: ItemView;
  /** What is marked, in the view's text. */
  readonly span: Span | null;
  /** What scrolls. */
  readonly scroller: RefObject<HTMLElement | null>;
}

/** The picture, as wide as the pane and no wider than it is, with the words of the passage marked on it. */
export function PictureSource({ picture, view, span, scroller }: PictureSourceProps) {
  const t = useT();
  const host = useRef<HTMLDivElement>(null);
  const [isBroken, setBroken] = useState(false);
  const { state, zoom } = picture;
  const { item, places } = view;
  useKeptPlace(host, scroller, zoom);
  const boxes = useMemo(() => pictureBoxes(places, span), [places, span]);
  if (state.is === 'loading') return <SkeletonRows />;
  if (state.is === 'failed' || isBroken) {
    const isGone = state.is === 'failed' && state.why === 'gone';
    return (
      <p className={c('note')} role="status">
        {t(isGone ? 'pictures.gone' : 'pictures.broken')}
      </p>
    );
  }
  const { width, height } = item.details?.type === 'image' ? item.details : { width: 1, height: 1 };
  return (
    <div
      className={c('picture')}
      ref={host}
      style={{ width: `calc(min(100%, ${width}px) * ${zoom})`, aspectRatio: `${width} / ${height}` }}
    >
      <img
        src={state.url}
        alt={t('pictures.picture', { title: item.title })}
        draggable={false}
        onError={() => setBroken(true)}
      />
      <Marks boxes={boxes} className={c('mark')} />
    </div>
  );
}
