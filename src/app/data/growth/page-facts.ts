import type { PageFacts } from '../../../core/diagnostics/diagnostics.ts';

export type Feature = keyof PageFacts['features'];

export const FEATURES = [
  'webgpu',
  'opfs',
  'locks',
  'serviceWorker',
  'offline',
  'installed',
] as const satisfies Feature[];

/** What this browser has of what Hearth is made of, apart from what the service worker says. */
export const browserFeatures = (): Omit<PageFacts['features'], 'offline'> => ({
  webgpu: 'gpu' in navigator,
  opfs: typeof navigator.storage?.getDirectory === 'function',
  locks: 'locks' in navigator,
  serviceWorker: navigator.serviceWorker?.controller != null,
  installed: matchMedia('(display-mode: standalone)').matches,
});

/** Names by which browsers call themselves, the more particular ones first: all claim to be some of the others. */
const BROWSERS = ['Firefox', 'Edg', 'OPR', 'Chromium', 'Chrome', 'Version'] as const;

/** Name and main version. The rest of what a browser says of itself tells a device from others. */
export function browserName(userAgent: string): string {
  for (const name of BROWSERS) {
    const version = new RegExp(`${name}/(\\d+)`).exec(userAgent)?.[1];
    if (version !== undefined) return `${name === 'Version' ? 'Safari' : name === 'Edg' ? 'Edge' : name} ${version}`;
  }
  return 'unknown';
}
