import { createModelStore } from '../../adapters/models/model-store.ts';
import type { ReadModelFile } from '../../adapters/models/serve-model-files.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';

/** What every worker that runs a model is made of. */

/** The model's files as they are kept on this device, each verified when it is read. */
export function keptModelFiles(model: ModelManifest, baseUrl: string): ReadModelFile {
  const { caches, location, crypto, navigator } = self;
  const store = createModelStore({
    baseUrl,
    origin: location.origin,
    caches,
    fetch: self.fetch.bind(self),
    locks: navigator.locks,
    crypto: crypto.subtle,
  });
  const known = new Set(model.files.map((file) => file.path));
  return async (path) => (known.has(path) ? store.open(model, path) : undefined);
}

/** One after the other: the runtime has one queue, and a stopped call must be over before the next begins. */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = underWay.then(work);
    underWay = result.catch(() => undefined); // the caller gets the rejection; the next in turn does not
    return result;
  };
}
