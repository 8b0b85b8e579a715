import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBigFolder } from '../tests/big-files.ts';
import { browserOf, collectGarbage, watchPeak } from '../tests/browser/harness/renderer-memory.ts';
import { chooseFiles } from '../tests/browser/kernel-page/choose-files.ts';
import type { KernelPage } from '../tests/browser/kernel-page/main.ts';
import { openTab, serveKernelPage } from '../tests/browser/kernel-page/page.ts';
import { inProfile } from './app.ts';
import { type Figure, figure } from './figure.ts';

declare const window: KernelPage;

/** Above idle, whatever the size of the import; most of it is what the browser has not collected yet. */
const BOUND_MB = 700;

/**
 * Resident memory of the tab's renderer while a folder of 500 MB is imported from the disk, above what it has when it is idle;
 * beside it that of the browser's own process. Some minutes; Linux.
 */
export async function measureImportMemory(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-bench-big-'));
  const server = await serveKernelPage();
  try {
    await writeBigFolder(join(folder, 'Papers'));
    return await inProfile(async (context) => {
      const page = await openTab(context, server.url);
      await page.evaluate(async () => {
        for (const key of ['model.enabled', 'search.vectors'] as const)
          await window.hearth.command('set-setting', { key, value: false });
        await window.hearth.settled();
      });
      await chooseFiles(page, join(folder, 'Papers'));
      await collectGarbage(context, page);
      const renderer = await watchPeak(browserOf(context), 'renderer');
      const browser = await watchPeak(browserOf(context), 'browser');
      const startedMs = Date.now();
      const { import: report, files } = await page.evaluate(() => window.importChosen());
      const seconds = (Date.now() - startedMs) / 1000;
      const failed = files.filter(({ status }) => status === 'failed').map(({ path, reason }) => `${path}: ${reason}`);
      if (failed.length > 0) throw new Error(failed.join('\n'));
      console.error(
        `500 MB: ${report.added} items in ${Math.round(seconds)} s, idle ${Math.round(renderer.idleMb)} MB`,
      );
      const rise = { unit: 'MB', better: 'lower' } as const;
      return [
        figure('import-500mb-memory-peak', renderer.peakMb() - renderer.idleMb, { ...rise, goal: BOUND_MB }),
        figure('import-500mb-browser-memory-peak', browser.peakMb() - browser.idleMb, rise),
        figure('import-500mb-rate', report.added / seconds, { unit: 'items/s', better: 'higher' }),
      ];
    });
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
