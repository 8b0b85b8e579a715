import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildId } from './scripts/build-id.ts';
import { diagramPage } from './scripts/vite-diagram.ts';
import { ortRuntimes } from './scripts/vite-ort.ts';
import { textPacks } from './scripts/vite-packs.ts';
import { contentPolicy } from './scripts/vite-policy.ts';
import { offlineShell } from './scripts/vite-pwa.ts';
import { sqliteAlone } from './scripts/vite-sqlite.ts';
import { storeImage } from './scripts/vite-store-image.ts';
import { tesseractFiles } from './scripts/vite-tesseract.ts';
import { compiledTexts } from './scripts/vite-texts.ts';

/** Relative addresses throughout, so that `dist/` works in any folder of any static host. */
export default defineConfig({
  base: './',
  define: { __BUILD_ID__: JSON.stringify(buildId()) },
  plugins: [
    react(),
    compiledTexts(),
    ortRuntimes(),
    sqliteAlone(),
    storeImage(),
    tesseractFiles(),
    diagramPage(),
    contentPolicy(),
    textPacks(),
    offlineShell(),
  ],
  worker: {
    format: 'es',
    plugins: () => [ortRuntimes(), sqliteAlone(), storeImage()],
    // A worker's entry holds nothing that what is loaded later could import: WebKit runs an entry again that is imported.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'], test: /(?<!\.worker\.ts)$/ }] } },
    },
  },
  resolve: {
    alias: {
      // Its build for browsers reads `&lt;` by `innerHTML`, which Trusted Types refuse: any text with one broke the pane.
      'decode-named-character-reference': fileURLToPath(
        new URL('node_modules/decode-named-character-reference/index.js', import.meta.url),
      ),
    },
  },
  optimizeDeps: {
    exclude: ['@electric-sql/pglite', '@electric-sql/pglite-pgvector', '@huggingface/transformers'],
  },
  build: {
    target: ['chrome125', 'firefox128', 'safari18'],
    // Nothing inline: the content security policy would refuse it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    manifest: true,
    // All that the first paint needs is one script and one style sheet: each request costs, also to the service worker.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } },
    },
    chunkSizeWarningLimit: 4096,
  },
  server: { port: 5173 },
});
