import type { CDPSession, Page } from 'playwright';

export interface LongestTask {
  /** By the clock: on a busy machine, waiting for a core counts too. */
  readonly wallMs: number;
  /** Of the processor: what the page itself did. */
  readonly cpuMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** In µs. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The longest task of the page's main thread while `act` runs, from the browser's own trace. */
export async function longestTask(page: Page, act: () => Promise<unknown>): Promise<LongestTask> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const includedCategories = ['disabled-by-default-devtools.timeline'];
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
  await act();
  await ended(devtools);
  await devtools.detach();
  return longestOf(events);
}

async function ended(devtools: CDPSession): Promise<void> {
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.end');
  await complete;
}

/** Of the renderer that did most: the page's, where there are others. */
function longestOf(events: readonly TraceEvent[]): LongestTask {
  const tasks = Map.groupBy(
    events.filter(({ name }) => name === 'RunTask'),
    ({ pid, tid }) => `${pid}/${tid}`,
  );
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const [most = []] = mains.map(({ pid, tid }) => tasks.get(`${pid}/${tid}`) ?? []).sort((a, b) => b.length - a.length);
  if (most.length === 0) throw new Error('the trace has no task of the page');
  const longest = (key: 'dur' | 'tdur') => Math.max(...most.map((task) => task[key] ?? 0)) / 1000;
  return { wallMs: longest('dur'), cpuMs: longest('tdur') };
}
