import type { BrowserContext, Page } from 'playwright';
import { DIST } from '../scripts/build.ts';
import { serveStatic } from '../scripts/serve.ts';
import { HOME_WORKSPACE } from '../src/core/workspaces.ts';
import type { HearthClient } from '../src/workers/kernel/kernel.api.ts';
import { openStoreTab, serveStorePage } from '../tests/browser/store-harness/page.ts';
import { inProfile } from './app.ts';

declare const window: Window & { readonly hearth: HearthClient };

/** A statement that writes into the bare store. */
export interface Fill {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** Bare things as an import would leave them: of five kinds, in 200 folders, one in five with a tag, changed minutes apart. */
const FILL = `
  insert into items (id, workspace_id, clocks, kind, title, folder, media_type, size_bytes, language, created_ms, updated_ms)
  select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $2::uuid, '{}',
    (array['note', 'file', 'mail', 'page', 'event'])[1 + n % 5], 'Paper ' || n || ' of the harbour office',
    'Office/Drawer ' || n % 200, 'text/markdown', n % 90000, 'en',
    1700000000000 + n * 60000::bigint, 1700000000000 + (n * 7919::bigint % $1::bigint) * 60000
  from generate_series(1, $1::int) as n`;
const TAG = `
  insert into tags (id, workspace_id, clocks, item_id, tag)
  select ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, $2::uuid, '{}',
    ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'topic-' || n % 40
  from generate_series(5, $1::int, 5) as n`;

export interface ManyItems {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
}

export const withManyItems = <T>(count: number, measure: (app: ManyItems) => Promise<T>): Promise<T> =>
  withFilledStore(
    [FILL, TAG].map((sql) => ({ sql, parameters: [count, HOME_WORKSPACE] })),
    measure,
  );

/** The built app on a store that was filled by these statements, by a page of the same origin that has left. */
export async function withFilledStore<T>(fills: readonly Fill[], measure: (app: ManyItems) => Promise<T>): Promise<T> {
  return inProfile(async (context) => {
    const harness = await serveStorePage();
    const store = await openStoreTab(context, harness.url);
    // Asked for by name, so that a machine that is too busy for it is no other engine's figures.
    await store.call('openChosen', { wish: 'pglite' });
    for (const fill of fills) await store.call('query', fill);
    await store.call('maintain');
    await store.call('close');
    await store.page.close();
    await harness.close();
    const port = Number(new URL(harness.url).port);
    const server = await serveStatic({ dir: DIST, basePath: '/hearth/', port });
    try {
      const page = await context.newPage();
      await page.goto(server.url);
      await page.evaluate(async () => {
        await window.hearth.ready();
        await window.hearth.command('set-setting', { key: 'model.enabled', value: false });
        await window.hearth.command('set-setting', { key: 'search.vectors', value: false });
        await window.hearth.settled();
      });
      return await measure({ page, context, url: server.url });
    } finally {
      await server.close();
    }
  });
}
