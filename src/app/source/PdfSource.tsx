import { ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import type { SourcedText, Span } from '../../core/items/item.ts';
import { useT } from '../i18n/i18n.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import css from './PdfPages.module.css';
import { PdfPages } from './PdfPages.tsx';
import type { PdfView } from './use-pdf-view.ts';

const c = classesOf(css);

/** Pages or text, and how large the pages are. */
export function PdfBar({ pdf }: { readonly pdf: PdfView }) {
  const t = useT();
  const options = [
    { value: 'pages', label: t('source.pages') },
    { value: 'text', label: t('source.text') },
  ] as const;
  const { smaller, larger } = pdf;
  return (
    <div className={c('bar')}>
      <Segmented label={t('source.face')} value={pdf.face} options={options} onChange={pdf.show} />
      {pdf.shown === 'pages' && (
        <>
          <IconButton
            icon={ZoomOut}
            label={t('source.zoomOut')}
            isDisabled={smaller === null}
            onPress={() => smaller?.()}
          />
          <IconButton
            icon={ZoomIn}
            label={t('source.zoomIn')}
            isDisabled={larger === null}
            onPress={() => larger?.()}
          />
        </>
      )}
    </div>
  );
}

export interface PdfSourceProps {
  readonly pdf: PdfView;
  readonly view: SourcedText;
  /** What is marked, in the view's text. */
  readonly span: Span | null;
  /** What scrolls. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** The same as text. */
  readonly children: ReactNode;
}

/** A PDF as its pages or as its text. Where the pages cannot be had, the text stands in for them and says so. */
export function PdfSource({ pdf, view, span, scroller, children }: PdfSourceProps) {
  const t = useT();
  const { state, face, zoom } = pdf;
  if (face === 'text') return children;
  if (state.is === 'loading') return <SkeletonRows />;
  if (state.is === 'ready') {
    const { file, sizes } = state;
    return <PdfPages {...{ file, sizes, span, zoom, scroller, text: view.text, places: view.places }} />;
  }
  return (
    <>
      <p className={c('note')} role="status">
        {t(state.why === 'gone' ? 'source.pages.gone' : 'source.pages.unreadable')}
      </p>
      {children}
    </>
  );
}
