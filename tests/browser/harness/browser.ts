import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';

/** Flags that keep a test's browser quiet on the network; the sandbox cannot be had as root. */
export const FLAGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `HEARTH_CHROMIUM`, then Playwright's own, then the system's. */
export function findChromium(): string {
  const { HEARTH_CHROMIUM } = process.env;
  const candidates = [HEARTH_CHROMIUM, chromium.executablePath(), '/usr/bin/chromium'];
  const found = candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
  if (found) return found;
  throw new Error('No Chromium: install it (apt-get install chromium) or name one in HEARTH_CHROMIUM.');
}

export const launchBrowser = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: [...FLAGS, ...flags] });

/** A profile on disk, which outlives the browser. */
export const launchProfile = (folder: string, flags: readonly string[] = []): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { executablePath: findChromium(), args: [...FLAGS, ...flags] });

/** Empties the browser's own cache of answers, which would stand in for a server that is gone. What a page keeps stays. */
export async function forgetAnswers(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await devtools.detach();
}
