import { AppError } from '../../core/errors.ts';
import { TESSERACT, TESSERACT_LANGUAGES } from '../../core/llm/picture-models.ts';
import { exposeMethods } from '../link/expose.ts';
import { createTurns, keptModelFiles } from '../link/model-worker.ts';
import { type EngineFiles, type OcrEngine, startEngine } from './engine.ts';
import { decodePicture } from './gray-pixels.ts';
import type { OcrCalls, OcrLoadInput, OcrReadInput } from './ocr.api.ts';

/** Reads words in pictures. Stateless towards its client and disposable: it can be ended at any time. */

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

function serve(): void {
  let engine: OcrEngine | null = null;
  const inTurn = createTurns();

  const methods = {
    load: (input: OcrLoadInput) =>
      inTurn(async () => {
        engine ??= await startEngine(await engineFiles(input));
        return true as const;
      }),
    read: ({ bytes }: OcrReadInput) =>
      inTurn(async () => {
        if (engine === null) throw new AppError('model-unavailable', 'It is not loaded.', { retryable: true });
        // What crosses the link as a `ByteSource` is a `Blob` on both sides.
        const { file, width, height } = await decodePicture(bytes as Blob);
        return engine.read(file, width, height);
      }),
    settle: () => inTurn(async () => true as const),
  } satisfies { [M in keyof OcrCalls]: (input: OcrCalls[M]['input']) => Promise<OcrCalls[M]['output']> };
  exposeMethods(self, methods);
}

serve();
