import type { PictureLanguage } from '../items/picture-reader.ts';
import type { ModelManifest } from './model-manifest.ts';

/**
 * What reads words in pictures: Tesseract, compiled to WASM, and its data for each language. They come out of npm
 * packages into `models/` when Hearth is built (`scripts/vite-tesseract.ts`); each is fetched with the first picture that needs it.
 */

export const TESSERACT: ModelManifest = {
  id: 'tesseract-7.0.0',
  name: 'Tesseract',
  task: 'pictures',
  licence: 'Apache-2.0',
  source: 'tesseract.js-core',
  contextTokens: 0,
  files: [
    {
      path: 'core-simd-lstm.wasm',
      sizeBytes: 2857601,
      sha256: '34e8d50cac216427d86bf397d610fdd9f49492539bbcdfbfccc4eda20c810bea',
    },
  ],
};

/** Packed by gzip, under a name that no server takes for a file that it may unpack on the way. */
const language = (name: PictureLanguage, sizeBytes: number, sha256: string): ModelManifest => ({
  id: `tesseract-${name}-4.0.0`,
  name: `Tesseract ${name}`,
  task: 'pictures',
  licence: 'Apache-2.0',
  source: `@tesseract.js-data/${name}`,
  contextTokens: 0,
  files: [{ path: `${name}.traineddata.packed`, sizeBytes, sha256 }],
});

export const TESSERACT_LANGUAGES: Readonly<Record<PictureLanguage, ModelManifest>> = {
  eng: language('eng', 2952873, '45b4cb346724ac1774f1c36f42f182b887bcdb28ebe63e6fff90ac41f3fcff91'),
  deu: language('deu', 1333102, '306c4280d0cbed46fbff727486bd43b92730181bae80f56941a091f363bdf28b'),
};
