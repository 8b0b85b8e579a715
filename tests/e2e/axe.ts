import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds wrong on the page as it is now: rule and element. It runs over the debugging protocol. */
export async function axeFinds(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Runtime.evaluate', { expression: await readFile(AXE, 'utf8') });
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { readonly axe: { run(): Promise<AxeResults> } };
    return axe.run();
  });
  await devtools.detach();
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
