import type { PictureLanguage, PictureLine, PictureToRead } from '../../core/items/picture-reader.ts';

/** What the worker that reads pictures answers. */

export interface OcrLoadInput {
  /** Absolute address of the folder with the models, of the own origin. */
  readonly baseUrl: string;
  readonly languages: readonly PictureLanguage[];
}

/** Its bytes are a `Blob`. */
export type OcrReadInput = Omit<PictureToRead, 'languages'>;

export interface OcrCalls {
  /** The engine's files must be there (`ModelStore`). After it rejects, the worker is of no more use. */
  readonly load: { input: OcrLoadInput; output: true };
  readonly read: { input: OcrReadInput; output: readonly PictureLine[] };
  /** Answers when no other call is under way. */
  readonly settle: { input: null; output: true };
}
