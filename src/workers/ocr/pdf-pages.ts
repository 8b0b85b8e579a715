import { getDocument, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
// The very file that draws pages for the source pane, so that nobody fetches it twice.
import PdfThread from 'pdfjs-dist/legacy/build/pdf.worker.mjs?worker';
import jbig2 from 'pdfjs-dist/wasm/jbig2.wasm?url';
import openjpeg from 'pdfjs-dist/wasm/openjpeg.wasm?url';
import { AppError } from '../../core/errors.ts';
import { pdfData } from '../parse/pdf-data.api.ts';
import { type GrayPicture, grayOf } from './gray-pixels.ts';

/** The pages of a PDF as pictures, drawn without a document around. */
export interface PdfPages {
  /** `page` counts from 1. Rejects with `unreadable` where the page is broken. */
  draw(page: number): Promise<GrayPicture>;
  close(): Promise<void>;
}

/** 300 dots an inch, which is what scans are made with; large pages have fewer, so that they stay below the pixels. */
const MAX_SCALE = 300 / 72;
const MAX_PIXELS = 8_000_000;
/** Pixels of a picture inside a page at most; a larger one is left out. */
const MAX_IMAGE_PIXELS = 64 * 1024 ** 2;

interface CanvasEntry {
  canvas: OffscreenCanvas | null;
  context: OffscreenCanvasRenderingContext2D | null;
}

/** What pdf.js draws on, where there are no elements. */
class OffscreenCanvases {
  create(width: number, height: number): CanvasEntry {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
  }
  reset({ canvas }: CanvasEntry, width: number, height: number): void {
    if (canvas !== null) Object.assign(canvas, { width, height });
  }
  destroy(entry: CanvasEntry): void {
    if (entry.canvas !== null) this.reset(entry, 0, 0);
    entry.canvas = null;
    entry.context = null;
  }
  getNoAlphaContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D | null {
    return canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  }
}

/** Filters are elements of SVG: colours stay as they are without them. */
class NoFilters {
  addFilter = (): string => 'none';
  addHCMFilter = (): string => 'none';
  addAlphaFilter = (): string => 'none';
  addLuminosityFilter = (): string => 'none';
  addKnockoutFilter = (): string => 'none';
  addHighlightHCMFilter = (): string => 'none';
  addSelectionHCMFilter = (): string => 'none';
  addSelectionFilter = (): string => 'none';
  createSelectionStyle = (): null => null;
  destroy = (): void => undefined;
}

const BROKEN_PAGE = 'This page cannot be drawn, so the words on it cannot be read.';

/** Rejects with `unreadable` where the file is locked or broken. Fetched are decoders of scans, from the own origin. */
export async function openPages(bytes: Blob): Promise<PdfPages> {
  const thread = new PdfThread();
  const worker = PDFWorker.create({ port: thread });
  const task = getDocument({
    worker,
    data: new Uint8Array(await bytes.arrayBuffer()),
    verbosity: 0,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    BinaryDataFactory: pdfData({ files: [{ 'jbig2.wasm': jbig2, 'openjpeg.wasm': openjpeg }] }),
    CanvasFactory: OffscreenCanvases,
    FilterFactory: NoFilters,
    maxImageSize: MAX_IMAGE_PIXELS,
  });
  const close = async (): Promise<void> => {
    await task.destroy();
    worker.destroy();
    thread.terminate();
  };
  const pdf = await task.promise.catch(async (cause: unknown) => {
    await close();
    throw new AppError('unreadable', 'This PDF cannot be opened any more.', { cause });
  });
  return {
    close,
    async draw(number) {
      try {
        const page = await pdf.getPage(number);
        const { width, height } = page.getViewport({ scale: 1 });
        const scale = Math.min(MAX_SCALE, Math.sqrt(MAX_PIXELS / (width * height)));
        const viewport = page.getViewport({ scale });
        const size = {
          width: Math.max(1, Math.round(viewport.width)),
          height: Math.max(1, Math.round(viewport.height)),
        };
        const context = new OffscreenCanvas(size.width, size.height).getContext('2d', { willReadFrequently: true });
        if (context === null) throw new Error('no canvas');
        // The library asks for the context of a page; that of a worker has all that it uses.
        await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
        page.cleanup();
        return grayOf(context.getImageData(0, 0, size.width, size.height));
      } catch (cause) {
        throw new AppError('unreadable', BROKEN_PAGE, { cause });
      }
    },
  };
}
