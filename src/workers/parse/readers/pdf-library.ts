import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Run here, in the thread that asks: this is a worker already. It finds its other half by a global name that this sets.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { AppError } from '../../../core/errors.ts';

const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : '');

function refusal(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (nameOf(thrown) === 'PasswordException')
    return new AppError('unreadable', 'This PDF is locked with a password.', { cause: thrown });
  return new AppError('unreadable', 'This PDF is broken or cut off: its pages cannot be found.', { cause: thrown });
}

/**
 * Opens a PDF, hands it to `use`, and lets go of it. Nothing is fetched, drawn or run: no fonts, no scripts, no nested worker.
 * Rejects with `unreadable` where the file is locked or broken.
 */
export async function withPdf<T>(
  bytes: Uint8Array<ArrayBuffer>,
  use: (pdf: PDFDocumentProxy) => Promise<T>,
): Promise<T> {
  const task = getDocument({
    data: bytes,
    verbosity: 0,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 0,
  });
  try {
    const pdf = await task.promise.catch((thrown: unknown) => {
      throw refusal(thrown);
    });
    return await use(pdf);
  } finally {
    await task.destroy();
  }
}
