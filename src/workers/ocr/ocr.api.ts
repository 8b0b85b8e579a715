import type { PictureLanguage, PictureLine } from '../../core/items/picture-reader.ts';
import type { ByteSource } from '../../core/ports.ts';

/** What the worker that reads pictures answers. */

export interface OcrLoadInput {
  /** Absolute address of the folder with the models, of the own origin. */
  readonly baseUrl: string;
  readonly languages: readonly PictureLanguage[];
}

export interface OcrReadInput {
  /** A `Blob`. */
  readonly bytes: ByteSource;
  readonly mediaType: string;
  /** Of a PDF, from 1; 1 for a picture. */
  readonly page: number;
}

export interface OcrCalls {
  /** The engine's files must be there (`ModelStore`). After it rejects, the worker is of no more use. */
  readonly load: { input: OcrLoadInput; output: true };
  readonly read: { input: OcrReadInput; output: readonly PictureLine[] };
  /** Answers when no other call is under way. */
  readonly settle: { input: null; output: true };
}
