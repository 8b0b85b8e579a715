import { AppError, toAppError } from '../../core/errors.ts';
import type { PictureLanguage, PictureReader } from '../../core/items/picture-reader.ts';
import type { AbortSignalLike } from '../../core/llm/language-model.ts';
import type { ModelStore } from '../../core/llm/model-store.ts';
import { TESSERACT, TESSERACT_LANGUAGES } from '../../core/llm/picture-models.ts';
import { type After, type ModelSession, startSession } from '../link/model-session.ts';
import type { OcrCalls } from './ocr.api.ts';

export interface OcrClientDeps {
  /** A new worker: `new Worker(new URL('./ocr.worker.ts', import.meta.url), { type: 'module' })`. */
  readonly spawn: () => Worker;
  readonly store: ModelStore;
  /** As the store's: where the models lie on the own origin. */
  readonly baseUrl: string;
  readonly after: After;
  readonly times?: Partial<OcrTimes>;
}

export interface OcrTimes {
  /** The worker is ended, and its memory freed, after so long without a picture. Default: 30 seconds. */
  readonly idleMs: number;
  /** Default: 2 seconds. */
  readonly stopWithinMs: number;
  /** For one picture, and for starting. Default: 2 minutes. */
  readonly pictureMs: number;
  /** Pictures after which it is ended, so that what the engine keeps does not grow. Default: 50. */
  readonly maxPictures: number;
}

const TIMES: OcrTimes = { idleMs: 30_000, stopWithinMs: 2_000, pictureMs: 120_000, maxPictures: 50 };

interface Held {
  readonly session: ModelSession<OcrCalls>;
  readonly languages: string;
  pictures: number;
}

const modelsFor = (languages: readonly PictureLanguage[]) => [
  TESSERACT,
  ...languages.map((name) => TESSERACT_LANGUAGES[name]),
];

const NOT_HERE = 'What reads words in pictures is not on this device yet, and there is no network to fetch it.';
const BROKE_OFF = 'Reading this picture took too long, or broke the reader.';

/**
 * The worker that reads pictures, one at a time: started with the first, ended on idleness, after many, and after one
 * that took too long or broke it.
 */
export function createOcrClient(deps: OcrClientDeps): PictureReader {
  const { store, after, baseUrl } = deps;
  const times = { ...TIMES, ...deps.times };
  let held: Held | null = null;
  let stopIdling = () => {};

  const end = () => {
    stopIdling();
    held?.session.end(new AppError('model-unavailable', 'The reader of pictures was ended.', { retryable: true }));
    held = null;
  };

  const fetchFiles = async (languages: readonly PictureLanguage[], signal: AbortSignalLike | undefined) => {
    const options = signal === undefined ? {} : { signal };
    try {
      for (const model of modelsFor(languages)) await store.fetch(model, options);
    } catch (thrown) {
      const error = toAppError(thrown);
      throw error.code === 'offline' ? new AppError('offline', NOT_HERE, { cause: error }) : error;
    }
  };

  const start = async (languages: readonly PictureLanguage[], signal: AbortSignalLike | undefined): Promise<Held> => {
    const wanted = languages.join('+');
    if (held !== null && !held.session.dead && held.languages === wanted) return held;
    end();
    await fetchFiles(languages, signal);
    const session = startSession<OcrCalls>(deps.spawn(), { after, ...times, silenceMs: times.pictureMs });
    try {
      await session.call('load', { baseUrl, languages }, { signal });
    } catch (thrown) {
      session.end(toAppError(thrown));
      throw thrown;
    }
    held = { session, languages: wanted, pictures: 0 };
    return held;
  };

  return {
    unload: end,
    async isHere(languages) {
      const states = await Promise.all(modelsFor(languages).map((model) => store.state(model)));
      return states.every(({ status }) => status === 'ready');
    },
    async read({ languages, ...picture }, signal) {
      const using = await start(languages, signal);
      stopIdling();
      using.pictures += 1;
      try {
        const lines = await using.session.call('read', picture, { signal });
        if (using.pictures >= times.maxPictures) end();
        else stopIdling = after(times.idleMs, end);
        return lines;
      } catch (thrown) {
        end();
        const error = toAppError(thrown);
        // The worker is gone: it hung, or broke on this picture.
        if (error.code === 'model-unavailable') throw new AppError('timeout', BROKE_OFF, { cause: error });
        if (error.code === 'internal') throw new AppError('unreadable', BROKE_OFF, { cause: error });
        throw error;
      }
    },
  };
}
