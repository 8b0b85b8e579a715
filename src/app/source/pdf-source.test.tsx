import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { SourcedText } from '../../core/items/item.ts';
import { createI18n, TextProvider } from '../i18n/i18n.tsx';
import { PdfBar, PdfSource } from './PdfSource.tsx';
import type { PdfState } from './use-pdf.ts';
import type { PdfView } from './use-pdf-view.ts';

const VIEW: SourcedText = {
  text: 'The first line. The second page.',
  sourceMap: [],
  places: [
    { start: 0, end: 15, place: { type: 'page', page: 1, boxes: [[0.1, 0.2, 0.5, 0.25]] } },
    { start: 16, end: 32, place: { type: 'page', page: 2, boxes: [[0.1, 0.1, 0.5, 0.15]] } },
  ],
  folded: [],
};
const SIZE = { width: 600, height: 800 };
const nothing = (): void => undefined;
const READY: PdfState = {
  is: 'ready',
  file: { pageCount: 2, sizeOf: async () => SIZE, draw: () => Promise.reject(new Error('unused')), close: nothing },
  sizes: [SIZE, SIZE],
};
const FAILED: PdfState = { is: 'failed', why: 'gone' };
const pdf = (state: PdfState, change: Partial<PdfView> = {}): PdfView => ({
  ...{ face: 'pages', show: nothing, zoom: 1, smaller: null, larger: nothing, shown: 'pages', state },
  ...change,
});
const shown = (view: PdfView): string =>
  renderToStaticMarkup(
    <TextProvider i18n={createI18n()}>
      <PdfBar pdf={view} />
      <PdfSource pdf={view} view={VIEW} span={{ start: 20, end: 25 }} scroller={{ current: null }}>
        <p>as text</p>
      </PdfSource>
    </TextProvider>,
  );

describe('a PDF in the source pane', () => {
  it('has a named box of the right shape for each page, and the mark on its page', () => {
    const [before = '', second = ''] = shown(pdf(READY)).split('aria-label="Page 2 of 2"');
    expect(before).toContain('aria-label="Page 1 of 2"');
    expect(before).toContain('aspect-ratio:600 / 800');
    expect(before).not.toContain('<mark');
    expect(second).toContain('left:10%;top:10%;width:40%');
    expect(before + second).not.toContain('as text');
  });

  it('is its text where the original is gone or broken, and says so', () => {
    const gone = shown(pdf(FAILED, { shown: 'text' }));
    expect(gone).toContain('The original is no longer here, so its text is shown.');
    expect(gone).toContain('as text');
    expect(gone).not.toContain('Larger pages');
    const broken = shown(pdf({ is: 'failed', why: 'unreadable' }, { shown: 'text' }));
    expect(broken).toContain('Its pages cannot be shown, so its text is.');
  });

  it('is its text on request, without an excuse', () => {
    const text = shown(pdf(FAILED, { face: 'text', shown: 'text' }));
    expect(text).toContain('as text');
    expect(text).not.toContain('no longer here');
  });
});
