import createCore, { type TessBaseAPI } from 'tesseract.js-core/tesseract-core-simd-lstm.js';
import { AppError } from '../../core/errors.ts';
import type { PictureLanguage, PictureLine } from '../../core/items/picture-reader.ts';
import { readTsv } from './read-tsv.ts';

/** Tesseract, started with its languages. */
export interface OcrEngine {
  /** A picture as a file that Tesseract's own library reads (PGM, PNG, JPEG, …) and its size in pixels. */
  read(file: Uint8Array, width: number, height: number): readonly PictureLine[];
  close(): void;
}

export interface EngineFiles {
  readonly wasm: Uint8Array;
  readonly languages: readonly { readonly name: PictureLanguage; readonly data: Uint8Array }[];
}

const LSTM_ONLY = 1;
/** Finds columns and paragraphs; without looking for how the page is turned, which has data of its own. */
const AUTOMATIC_LAYOUT = '3';

const quiet = (): void => undefined;

/** Rejects with `model-unavailable` where it cannot be started. After a `read` that throws it is of no more use. */
export async function startEngine({ wasm, languages }: EngineFiles): Promise<OcrEngine> {
  try {
    const core = await createCore({ wasmBinary: wasm, print: quiet, printErr: quiet });
    for (const { name, data } of languages) core.FS.writeFile(`/${name}.traineddata`, data);
    const api = new core.TessBaseAPI();
    const names = languages.map(({ name }) => name).join('+');
    if (api.Init('/', names, LSTM_ONLY) !== 0) throw new Error(`Tesseract does not take its data for ${names}.`);
    for (const { name } of languages) core.FS.unlink(`/${name}.traineddata`); // it has its own copy now
    api.SetVariable('tessedit_pageseg_mode', AUTOMATIC_LAYOUT);
    return {
      read(file, width, height) {
        core.FS.writeFile('/input', file);
        return recognize(api, width, height);
      },
      close: () => api.End(),
    };
  } catch (cause) {
    const sentence = 'What reads words in pictures could not be started in this browser.';
    throw new AppError('model-unavailable', sentence, { cause, retryable: true });
  }
}

function recognize(api: TessBaseAPI, width: number, height: number): readonly PictureLine[] {
  if (api.SetImageFile(1, 0) !== 0) throw new AppError('unreadable', 'This picture is broken.');
  if (api.Recognize(null) !== 0) throw new AppError('unreadable', 'The words in this picture could not be read.');
  const tsv = api.GetTSVText(0);
  api.Clear();
  return readTsv(tsv, width, height);
}
