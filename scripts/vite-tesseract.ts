import { createReadStream, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { TESSERACT, TESSERACT_LANGUAGES } from '../src/core/llm/picture-models.ts';

const inPackages = (path: string): string => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));
const languageFile = (name: string): string =>
  inPackages(`@tesseract.js-data/${name}/4.0.0_best_int/${name}.traineddata.gz`);

/** Where each file of `models/` that reads words in pictures comes from. */
export const TESSERACT_FILES: Readonly<Record<string, string>> = {
  [`${TESSERACT.id}/core-simd-lstm.wasm`]: inPackages('tesseract.js-core/tesseract-core-simd-lstm.wasm'),
  ...Object.fromEntries(
    Object.entries(TESSERACT_LANGUAGES).map(([name, { id, files }]) => [`${id}/${files[0]?.path}`, languageFile(name)]),
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
