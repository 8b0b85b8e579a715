import type { BrowserContext } from 'playwright';
import type { EngineKind } from '../src/db/stores/directory.ts';
import { launchBrowser } from '../tests/browser/harness/browser.ts';
import { openStoreTab, serveStorePage } from '../tests/browser/store-harness/page.ts';
import { type Figure, figure } from './figure.ts';

/** After each opening: files in the private file system, and bytes of the store's. */
export interface Reopened {
  readonly files: readonly number[];
  readonly bytes: readonly number[];
}

const CREATE = 'create table if not exists reopened (id integer primary key, text text not null)';
const EDIT = 'insert into reopened (id, text) values (1, $1) on conflict (id) do update set text = excluded.text';

/** Opens the store in a new worker, changes one row, closes: `times` over. */
export async function measureReopening(
  context: BrowserContext,
  url: string,
  kind: EngineKind,
  times: number,
): Promise<Reopened> {
  const tab = await openStoreTab(context, url);
  const files: number[] = [];
  const bytes: number[] = [];
  for (let at = 0; at < times; at++) {
    await tab.call('open', { kind });
    if (at === 0) await tab.call('query', { sql: CREATE });
    await tab.call('query', { sql: EDIT, parameters: [`edit ${at}`] });
    files.push(await tab.call<number>('files'));
    bytes.push(await tab.call<number>('sizeBytes'));
    await tab.call('close');
    await tab.restart();
  }
  return { files, bytes };
}

/** A hundred times on each engine; growth from the tenth on, when what a store fills at first is filled. Three minutes. */
export async function measureReopen(times = 100): Promise<Figure[]> {
  const server = await serveStorePage();
  const browser = await launchBrowser();
  const figures: Figure[] = [];
  try {
    for (const kind of ['pglite', 'sqlite'] as const) {
      const context = await browser.newContext();
      const { files, bytes } = await measureReopening(context, server.url, kind, times);
      await context.close();
      const growth = (of: readonly number[]) => (of.at(-1) ?? 0) - (of[Math.min(9, of.length - 1)] ?? 0);
      figures.push(
        figure(`reopen-${times}-growth-${kind}`, growth(bytes), { unit: 'B', better: 'lower', goal: 4_500_000 }),
        figure(`reopen-${times}-files-${kind}`, growth(files), { unit: 'files', better: 'lower', goal: 2 }),
      );
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return figures;
}
