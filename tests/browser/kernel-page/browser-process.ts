import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { FLAGS, findChromium } from '../harness/browser.ts';

/** A Chromium of the test's own, on a profile on disk, that can be killed as the system would kill it. */
export interface BrowserProcess {
  readonly context: BrowserContext;
  /** `kill -9` of the browser and of every process that belongs to it. Resolves when it is gone. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Playwright attaches without its defaults: it would make every page believe that it has the focus, and a page that
 * is seen cannot be frozen.
 */
export async function startBrowser(profile: string): Promise<BrowserProcess> {
  const flags = [...FLAGS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  // A group of its own, so that all its processes get the same signal.
  const child = spawn(findChromium(), flags, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(child, 'exit');
  const browser = await chromium.connectOverCDP(await endpointOf(child), { isLocal: true, noDefaults: true });
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('the browser has no window');
  return {
    context,
    async kill() {
      signalGroup(child);
      await exited;
      await disconnected(browser);
    },
    async close() {
      if (browser.isConnected()) await (await browser.newBrowserCDPSession()).send('Browser.close');
      await exited;
    },
  };
}

const LISTENING = /^DevTools listening on (ws:\S+)/;

async function endpointOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('the browser has no stderr');
  for await (const line of createInterface(child.stderr)) {
    const endpoint = LISTENING.exec(line)?.[1];
    if (endpoint === undefined) continue;
    // Read on, or the browser waits for room to write.
    child.stderr.resume();
    return endpoint;
  }
  throw new Error('the browser did not start');
}

function signalGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
  }
}

async function disconnected(browser: Browser): Promise<void> {
  if (browser.isConnected()) await new Promise((resolve) => browser.once('disconnected', resolve));
}
