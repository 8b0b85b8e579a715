import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright';

/** Memory of a browser's processes, as Linux counts it, in MB. */

type Kind = 'renderer' | 'browser';

async function processes(browser: Browser, kind: Kind): Promise<readonly number[]> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  return processInfo.filter(({ type }) => type === kind).map(({ id }) => id);
}

function readMb(pid: number, line: 'VmRSS' | 'VmHWM'): number {
  const kilobytes = new RegExp(`^${line}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1000;
}

/** Of the process of this kind that has most: among renderers, that of the tab with the kernel. */
async function largest(browser: Browser, kind: Kind): Promise<number> {
  const pids = await processes(browser, kind);
  return pids.toSorted((one, other) => readMb(other, 'VmRSS') - readMb(one, 'VmRSS'))[0] ?? 0;
}

export async function residentMb(browser: Browser): Promise<number> {
  return readMb(await largest(browser, 'renderer'), 'VmRSS');
}

export interface PeakMeter {
  readonly idleMb: number;
  /** The most since the meter was made. */
  peakMb(): number;
}

/** Begins to watch the renderer with most memory, or the browser's own process, from what it has now. */
export async function watchPeak(browser: Browser, kind: Kind): Promise<PeakMeter> {
  const pid = await largest(browser, kind);
  writeFileSync(`/proc/${pid}/clear_refs`, '5'); // from now on the peak is counted anew
  return { idleMb: readMb(pid, 'VmRSS'), peakMb: () => readMb(pid, 'VmHWM') };
}

export async function collectGarbage(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.detach();
}

export function browserOf(context: BrowserContext): Browser {
  const browser = context.browser();
  if (browser === null) throw new Error('no session with the browser itself');
  return browser;
}
