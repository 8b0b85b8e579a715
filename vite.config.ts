import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { buildId } from './scripts/build-id.ts';
import { webManifest } from './scripts/manifest.ts';
import { ortPlain } from './scripts/vite-ort.ts';
import { contentPolicy } from './scripts/vite-policy.ts';
import { storeImage } from './scripts/vite-store-image.ts';

const MiB = 1024 * 1024;

/** Relative addresses throughout, so that `dist/` works in any folder of any static host. */
export default defineConfig({
  base: './',
  define: { __BUILD_ID__: JSON.stringify(buildId()) },
  plugins: [
    react(),
    ortPlain(),
    storeImage(),
    contentPolicy(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/workers/sw',
      filename: 'sw.ts',
      injectRegister: false,
      manifest: webManifest,
      injectManifest: {
        // One classic script: Firefox runs no module as service worker in older versions.
        rollupFormat: 'iife',
        globPatterns: ['**/*.{js,css,html,wasm,data,gz,image,woff2,json,svg,png,webmanifest,md,txt}'],
        // Models are fetched with progress and a checksum when they are wanted.
        globIgnores: ['models/**', '.vite/**', 'sw.js', 'screenshots/**'],
        maximumFileSizeToCacheInBytes: 40 * MiB,
        dontCacheBustURLsMatching: /^assets\//,
      },
    }),
  ],
  worker: { format: 'es', plugins: () => [ortPlain(), storeImage()] },
  optimizeDeps: {
    exclude: ['@electric-sql/pglite', '@electric-sql/pglite-pgvector', '@huggingface/transformers'],
  },
  build: {
    target: ['chrome125', 'firefox128', 'safari18'],
    // Nothing inline: the content security policy would refuse it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: 'hidden',
    manifest: true,
    chunkSizeWarningLimit: 4096,
  },
  server: { port: 5173 },
});
