import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { CDPSession, Page } from 'playwright';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const sessions = new WeakMap<Page, CDPSession>();

/**
 * What axe finds wrong on the page as it is now, when nothing moves any more: rule, element and why. It runs over the
 * debugging protocol, so that the page's policy stays as it is, and is brought in once for each document.
 */
export async function axeFinds(page: Page, options: RunOptions = {}): Promise<string[]> {
  const devtools = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, devtools);
  if (!(await page.evaluate(() => 'axe' in window)))
    await devtools.send('Runtime.evaluate', { expression: await readFile(AXE, 'utf8') });
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))));
  const results = await page.evaluate(async (how) => {
    const { axe } = window as unknown as { readonly axe: { run(on: Document, how: RunOptions): Promise<AxeResults> } };
    return axe.run(document, { ...how, resultTypes: ['violations'] });
  }, options);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} :: ${failureSummary?.slice(0, 200)}`),
  );
}
