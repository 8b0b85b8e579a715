import type { Plugin } from 'vite';
import { buildStoreImage } from './build-store-image.ts';

const ID = 'virtual:store-image';

/**
 * `import imageUrl from 'virtual:store-image'` is the address of the image of the migrated empty database. It is made on
 * demand, in Node, and again when the migrations change. Belongs into `plugins` and into `worker.plugins`.
 */
export function storeImage(file = new URL('../.build/store.image', import.meta.url).pathname): Plugin {
  return {
    name: 'hearth-store-image',
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    async load(id) {
      if (id !== `\0${ID}`) return null;
      return `export { default } from ${JSON.stringify(`${await buildStoreImage(file)}?url`)};`;
    },
  };
}
