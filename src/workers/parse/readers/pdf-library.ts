import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Run here, in the thread that asks: this is a worker already. It finds its other half by a global name that this sets.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { AppError } from '../../../core/errors.ts';
import { CHARACTER_CODES, pdfData } from '../pdf-data.api.ts';

const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : '');

function refusal(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (nameOf(thrown) === 'PasswordException')
    return new AppError('unreadable', 'This PDF is locked with a password.', { cause: thrown });
  return new AppError('unreadable', 'This PDF is broken or cut off: its pages cannot be found.', { cause: thrown });
}

export interface OpenPdf {
  readonly pdf: PDFDocumentProxy;
  /** Codes of characters that could not be fetched so far: text that is written in them is missing. */
  readonly missingCodes: ReadonlySet<string>;
}

/**
 * Opens a PDF, hands it to `use`, and lets go of it. Nothing is drawn or run: no fonts, no scripts, no nested worker. Fetched are
 * codes of characters, from the own origin. Rejects with `unreadable` where the file is locked or broken.
 */
export async function withPdf<T>(bytes: Uint8Array<ArrayBuffer>, use: (open: OpenPdf) => Promise<T>): Promise<T> {
  const missingCodes = new Set<string>();
  const BinaryDataFactory = pdfData({
    files: [CHARACTER_CODES],
    onMissing: ({ filename }) => missingCodes.add(filename),
  });
  const task = getDocument({
    data: bytes,
    verbosity: 0,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    BinaryDataFactory,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 0,
  });
  try {
    const pdf = await task.promise.catch((thrown: unknown) => {
      throw refusal(thrown);
    });
    return await use({ pdf, missingCodes });
  } finally {
    await task.destroy();
  }
}
