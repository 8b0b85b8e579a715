import type { ManifestOptions } from 'vite-plugin-pwa';

/** What the browser shows and keeps when Hearth is installed. Addresses are relative to the manifest. */
export const webManifest: Partial<ManifestOptions> = {
  id: './',
  name: 'Hearth',
  short_name: 'Hearth',
  description: 'A private assistant over your own notes and files. It works with the network off.',
  lang: 'en',
  dir: 'ltr',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#faf8f5',
  theme_color: '#faf8f5',
  categories: ['productivity', 'utilities'],
  icons: [
    { src: './icons/hearth-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: './icons/hearth-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: './icons/hearth-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: './icons/hearth.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
};
