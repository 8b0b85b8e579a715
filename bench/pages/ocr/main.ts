import { createModelStore } from '../../../src/adapters/models/model-store.ts';
import type { PictureLanguage } from '../../../src/core/items/picture-reader.ts';
import { writeWords } from '../../../src/core/items/picture-words.ts';
import { allowOwnScripts } from '../../../src/workers/link/trusted-scripts.client.ts';
import { createOcrClient } from '../../../src/workers/ocr/ocr.client.ts';

/** Reads pictures with our worker, as the kernel does. */

allowOwnScripts();

const baseUrl = new URL('models/', location.href).href;
const reader = createOcrClient({
  spawn: () =>
    new Worker(new URL('../../../src/workers/ocr/ocr.worker.ts', import.meta.url), { type: 'module', name: 'ocr' }),
  store: createModelStore({
    baseUrl,
    origin: location.origin,
    caches,
    fetch: (...request) => fetch(...request),
    locks: navigator.locks,
    crypto: crypto.subtle,
  }),
  baseUrl,
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
});

export interface ReadInBench {
  readonly name: string;
  readonly page: number;
  readonly languages: readonly PictureLanguage[];
}

const bench = {
  /** What would be indexed, and how long it took. */
  async read({ name, page, languages }: ReadInBench): Promise<{ text: string; confidence: number; ms: number }> {
    const bytes = await (await fetch(`fixtures/${name}`)).blob();
    const startMs = performance.now();
    const mediaType = name.endsWith('.pdf') ? 'application/pdf' : bytes.type;
    const words = writeWords(await reader.read({ bytes, key: name, mediaType, page, languages }));
    return { text: words?.text ?? '', confidence: words?.confidence ?? 0, ms: performance.now() - startMs };
  },
};

declare global {
  interface Window {
    ocrBench: OcrBench;
  }
}
export type OcrBench = typeof bench;
window.ocrBench = bench;
