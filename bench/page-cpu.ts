import type { Page } from 'playwright';

/** Tells how long the page's main thread has worked so far, in ms of the processor: other work on the machine does not count. */
export async function openPageCpu(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value;
    if (seconds === undefined) throw new Error('the browser does not tell how long tasks took');
    return seconds * 1000;
  };
}
