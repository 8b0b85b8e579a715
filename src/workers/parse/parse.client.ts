import { AppError, throwIfAborted } from '../../core/errors.ts';
import { type DocumentType, documentTypeOf } from '../../core/items/document-type.ts';
import type { ParseOutcome, ParseRequest, TextReading, TextRequest } from './parse.api.ts';
import { createReaderWorker, type ReaderWorkerOptions } from './reader-worker.ts';

export interface Parser {
  /**
   * Reads one batch of a file. One that takes too long, or that breaks the reader, comes back as a refusal. Rejects only
   * when it is stopped.
   */
  parse(request: ParseRequest, signal?: AbortSignal): Promise<ParseOutcome>;
  read(request: TextRequest): Promise<TextReading>;
  close(): void;
}

export interface ParserOptions extends ReaderWorkerOptions {
  /** For a text, and for a batch of a file whose text has to be looked for. Default 20,000 and 60,000. */
  readonly textMs?: number;
  readonly documentMs?: number;
  /** A file above it is the last that its worker reads: what its library keeps goes with it. Default 20 MB. */
  readonly bigBytes?: number;
}

/** Formats that are text as they are. */
const TEXTS: ReadonlySet<DocumentType | null> = new Set(['markdown', 'text', 'html']);

/** Files in one worker, texts that are written here in another, so that they do not wait for a document. */
export function createParser(options: ParserOptions): Parser {
  const { textMs = 20_000, documentMs = 60_000, bigBytes = 20 * 1024 * 1024 } = options;
  const files = createReaderWorker(options);
  const texts = createReaderWorker(options);

  return {
    async parse(request, signal) {
      const { path, mediaType, bytes } = request;
      const fileName = path.slice(path.lastIndexOf('/') + 1);
      const timeoutMs = TEXTS.has(documentTypeOf(fileName, mediaType)) ? textMs : documentMs;
      const isLast = (answer: unknown) => bytes.size > bigBytes && !goesOn(answer as ParseOutcome);
      throwIfAborted(signal);
      try {
        // The worker has checked its own answer's shape: both ends are built from one source.
        return (await files.call('parse', request, { signal, timeoutMs, isLast })) as ParseOutcome;
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code === 'cancelled') throw thrown;
        if (thrown.code === 'timeout') {
          const seconds = Math.round(timeoutMs / 1000);
          return { ok: false, code: 'timeout', reason: `Reading it took longer than ${seconds} seconds.` };
        }
        return { ok: false, code: 'unreadable', reason: thrown.message };
      }
    },
    read: async (request) => (await texts.call('read', request, { timeoutMs: textMs })) as TextReading,
    close() {
      files.close();
      texts.close();
    },
  };
}

const goesOn = (outcome: ParseOutcome): boolean => outcome.ok && outcome.next !== null;
