import { AppError } from '../../core/errors.ts';
import { TESSERACT, TESSERACT_LANGUAGES } from '../../core/llm/picture-models.ts';
import { exposeMethods } from '../link/expose.ts';
import { createTurns, keptModelFiles } from '../link/model-worker.ts';
import { allowOwnScripts } from '../link/trusted-scripts.client.ts';
import { type EngineFiles, type OcrEngine, startEngine } from './engine.ts';
import { decodePicture, type GrayPicture } from './gray-pixels.ts';
import type { OcrCalls, OcrLoadInput, OcrReadInput } from './ocr.api.ts';
import type { PdfPages } from './pdf-pages.ts';
import { readTurned } from './read-turned.ts';

/** Reads words in pictures. Stateless towards its client and disposable: it can be ended at any time. */

allowOwnScripts();

async function keptFile(model: typeof TESSERACT, baseUrl: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = model.files[0]?.path ?? '';
  const bytes = await keptModelFiles(model, baseUrl)(path);
  if (bytes === undefined) throw new AppError('model-unavailable', `${model.name} is not complete.`);
  return bytes;
}

async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

async function engineFiles({ baseUrl, languages }: OcrLoadInput): Promise<EngineFiles> {
  const wasm = await keptFile(TESSERACT, baseUrl);
  const data = languages.map(async (name) => ({
    name,
    data: await unpack(await keptFile(TESSERACT_LANGUAGES[name], baseUrl)),
  }));
  return { wasm, languages: await Promise.all(data) };
}

/** Draws what is to be read. Keeps the document that was opened last: its pages come one after the other. */
function createDrawer(): (picture: OcrReadInput) => Promise<GrayPicture> {
  let opened: { readonly key: string; readonly pages: PdfPages } | null = null;
  return async ({ bytes, key, mediaType, page }) => {
    // What crosses the link as a `ByteSource` is a `Blob` on both sides.
    const blob = bytes as Blob;
    if (mediaType !== 'application/pdf') return decodePicture(blob);
    if (opened?.key !== key) {
      await opened?.pages.close();
      opened = null;
      const { openPages } = await import('./pdf-pages.ts');
      opened = { key, pages: await openPages(blob) };
    }
    return opened.pages.draw(page);
  };
}

function serve(): void {
  let engine: OcrEngine | null = null;
  const inTurn = createTurns();
  const draw = createDrawer();

  const methods = {
    load: (input: OcrLoadInput) =>
      inTurn(async () => {
        engine ??= await startEngine(await engineFiles(input));
        return true as const;
      }),
    read: (picture: OcrReadInput) =>
      inTurn(async () => {
        if (engine === null) throw new AppError('model-unavailable', 'It is not loaded.', { retryable: true });
        return readTurned(engine, await draw(picture));
      }),
    settle: () => inTurn(async () => true as const),
  } satisfies { [M in keyof OcrCalls]: (input: OcrCalls[M]['input']) => Promise<OcrCalls[M]['output']> };
  exposeMethods(self, methods);
}

serve();
