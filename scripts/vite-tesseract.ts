import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { PICTURE_LANGUAGES, type PictureLanguage } from '../src/core/items/picture-reader.ts';
import { TESSERACT, TESSERACT_LANGUAGES } from '../src/core/llm/picture-models.ts';

const require = createRequire(import.meta.url);

/** Where the packages lie. */
const CORE = require.resolve('tesseract.js-core/tesseract-core-simd-lstm.wasm');
const PACKAGES: Readonly<Record<PictureLanguage, string>> = {
  eng: dirname(require.resolve('@tesseract.js-data/eng')),
  deu: dirname(require.resolve('@tesseract.js-data/deu')),
};

/** Where each file of `models/` that reads words in pictures comes from. */
export const TESSERACT_FILES: Readonly<Record<string, string>> = {
  [`${TESSERACT.id}/core-simd-lstm.wasm`]: CORE,
  ...Object.fromEntries(
    PICTURE_LANGUAGES.map((name) => {
      const { id, files } = TESSERACT_LANGUAGES[name];
      return [`${id}/${files[0]?.path}`, join(PACKAGES[name], '4.0.0_best_int', `${name}.traineddata.gz`)];
    }),
  ),
};

/**
 * Puts what reads words in pictures beside the models: 7 MB that nobody downloads before the first picture. The service worker
 * leaves `models/` to the model store.
 */
export function tesseractFiles(): Plugin {
  return {
    name: 'hearth:tesseract',
    generateBundle() {
      for (const [path, file] of Object.entries(TESSERACT_FILES)) {
        this.emitFile({ type: 'asset', fileName: `models/${path}`, source: readFileSync(file) });
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = /\/models\/([^?]+)/.exec(request.url ?? '')?.[1] ?? '';
        const file = TESSERACT_FILES[path];
        if (file === undefined) return next();
        response.setHeader('Content-Type', 'application/octet-stream');
        createReadStream(file).pipe(response);
      });
    },
  };
}
