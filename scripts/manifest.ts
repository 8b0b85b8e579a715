import type { ManifestOptions } from 'vite-plugin-pwa';

/** What other programs may share; the import says of each what it makes of it. */
const SHARED_FILES = ['text/*', 'application/pdf', 'message/rfc822', 'image/*', '.md', '.txt', '.pdf', '.eml', '.ics'];

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
  shortcuts: [
    { name: 'New note', url: './#/capture' },
    { name: 'Ask', url: './#/ask' },
    { name: 'Find', url: './#/find' },
  ],
  /** The service worker keeps it until the page has shown it. */
  share_target: {
    action: './share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { title: 'title', text: 'text', url: 'url', files: [{ name: 'files', accept: SHARED_FILES }] },
  },
  protocol_handlers: [{ protocol: 'web+hearth', url: './#/capture?link=%s' }],
  file_handlers: [
    {
      action: './',
      accept: {
        'text/markdown': ['.md'],
        'text/plain': ['.txt'],
        'application/pdf': ['.pdf'],
        'message/rfc822': ['.eml'],
        'text/calendar': ['.ics'],
      },
    },
  ],
  icons: [
    { src: './icons/hearth-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: './icons/hearth-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: './icons/hearth-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: './icons/hearth.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
};
