import { fileURLToPath } from 'node:url';
import type { PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { webManifest } from './manifest.ts';

const MiB = 1024 * 1024;

/** The service worker, the list of what it keeps, and the web manifest. */
export function offlineShell(): PluginOption {
  return VitePWA({
    strategies: 'injectManifest',
    // Relative to the root of the build, which is another one for test pages.
    srcDir: fileURLToPath(new URL('../src/workers/sw', import.meta.url)),
    filename: 'sw.ts',
    injectRegister: false,
    manifest: webManifest,
    injectManifest: {
      // One classic script: older versions of Firefox run no module as service worker.
      rollupFormat: 'iife',
      globPatterns: ['**/*.{js,css,html,wasm,data,gz,image,woff2,pfb,json,svg,png,webmanifest,md,txt}'],
      // Models are fetched with progress and a checksum when they are wanted; of the fonts for PDFs that hold none, only
      // those of signs are kept, for which no device has another.
      globIgnores: ['models/**', '.vite/**', 'sw.js', 'screenshots/**', 'assets/Foxit{Fixed,Serif}*'],
      maximumFileSizeToCacheInBytes: 40 * MiB,
      dontCacheBustURLsMatching: /^assets\//,
    },
  });
}
