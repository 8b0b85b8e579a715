import type { AbortSignalLike } from '../llm/language-model.ts';
import type { ByteSource } from '../ports.ts';
import type { Box } from './source-place.ts';

/** What finds the words in pictures. Port; `workers/ocr` implements it. */

/** As Tesseract names the languages that Hearth carries. */
export const PICTURE_LANGUAGES = ['eng', 'deu'] as const;
export type PictureLanguage = (typeof PICTURE_LANGUAGES)[number];

export interface PictureWord {
  readonly text: string;
  /** From 0 to 100, as the recogniser says. */
  readonly confidence: number;
  /** In shares of the picture as it is shown. */
  readonly box: Box;
}

export interface PictureLine {
  /** Lines that follow each other with one number are of one paragraph. */
  readonly paragraph: number;
  /** From left to right, at least one. */
  readonly words: readonly PictureWord[];
}

export interface PictureToRead {
  readonly bytes: ByteSource;
  /** Names the bytes, so that a document is opened once for several of its pages. */
  readonly key: string;
  readonly mediaType: string;
  /** Of a PDF, from 1; 1 for a picture. */
  readonly page: number;
  readonly languages: readonly PictureLanguage[];
}

export interface PictureReader {
  /**
   * Lines in reading order, doubtful ones included. Rejects with `unreadable`, `too-large` or `timeout` where it is this
   * picture that cannot be read; with `offline`, `model-unavailable`, `model-corrupt` or `storage-full` where none can
   * be now; with `cancelled` when it is stopped.
   */
  read(picture: PictureToRead, signal?: AbortSignalLike): Promise<readonly PictureLine[]>;
  /** Whether it needs no network for these languages. */
  isHere(languages: readonly PictureLanguage[]): Promise<boolean>;
  /** Frees its memory; the next picture starts it again. */
  unload(): void;
}
