import { getDocument, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PdfThread from 'pdfjs-dist/legacy/build/pdf.worker.mjs?worker';
import jbig2 from 'pdfjs-dist/wasm/jbig2.wasm?url';
import openjpeg from 'pdfjs-dist/wasm/openjpeg.wasm?url';
import { CHARACTER_CODES, pdfData } from '../../workers/parse/pdf-data.api.ts';

/** Width and height of a page as it is shown, in points. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface PdfFile {
  readonly pageCount: number;
  /** `page` counts from 1. Rejects where the page is broken. */
  readonly sizeOf: (page: number) => Promise<PageSize>;
  /** The page as a picture so many pixels wide. Rejects where the page is broken and when `signal` says stop. */
  readonly draw: (page: number, pixels: number, signal: AbortSignal) => Promise<HTMLCanvasElement>;
  readonly close: () => void;
}

/**
 * What may be fetched on the way: fonts that every reader of PDFs has, and decoders of scans. For Helvetica the library brings
 * Liberation Sans, which is under the GPL: a font of the device stands in for it.
 */
const DATA = [
  CHARACTER_CODES,
  import.meta.glob<string>('../../../node_modules/pdfjs-dist/standard_fonts/Foxit*.pfb', {
    query: '?url',
    import: 'default',
    eager: true,
  }),
  { 'jbig2.wasm': jbig2, 'openjpeg.wasm': openjpeg },
];
/** Pixels of a picture inside a page at most; a larger one is left out. */
const MAX_IMAGE_PIXELS = 64 * 1024 ** 2;
/** Pixels of a page at most: what every browser can hold in a canvas. */
const MAX_PAGE_PIXELS = 16 * 1024 ** 2;

/** Opens a PDF to be drawn, in a thread of its own. No fonts, scripts or links of it become part of the page. */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<PdfFile> {
  const thread = new PdfThread();
  const lost = new Promise<never>((_, reject) => {
    thread.addEventListener('error', () => reject(new Error('The thread that reads PDFs has ended.')), { once: true });
  });
  const worker = PDFWorker.create({ port: thread });
  const task = getDocument({
    data: bytes,
    worker,
    verbosity: 0,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    // A font that cannot be had is replaced by one of the device.
    BinaryDataFactory: pdfData({ files: DATA }),
    maxImageSize: MAX_IMAGE_PIXELS,
  });
  const close = (): void => {
    void task.destroy().finally(() => {
      worker.destroy();
      thread.terminate();
    });
  };
  try {
    const pdf = await Promise.race([task.promise, lost]);
    const sizeOf = async (number: number): Promise<PageSize> => {
      const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
      return { width, height };
    };
    const draw = async (number: number, pixels: number, signal: AbortSignal): Promise<HTMLCanvasElement> => {
      const page = await pdf.getPage(number);
      signal.throwIfAborted();
      const { width, height } = page.getViewport({ scale: 1 });
      const scale = Math.min(pixels / width, Math.sqrt(MAX_PAGE_PIXELS / (width * height)));
      const viewport = page.getViewport({ scale });
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(viewport.width));
      canvas.height = Math.max(1, Math.round(viewport.height));
      const drawing = page.render({ canvas, viewport });
      signal.addEventListener('abort', () => drawing.cancel(), { once: true });
      await drawing.promise;
      page.cleanup();
      return canvas;
    };
    return { pageCount: pdf.numPages, sizeOf, draw, close };
  } catch (thrown) {
    close();
    throw thrown;
  }
}
