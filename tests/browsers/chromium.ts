import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchProfile } from '../browser/harness/browser.ts';
import type { Driver } from './driver.ts';

export async function openChromium(): Promise<Driver> {
  const profile = await mkdtemp(join(tmpdir(), 'hearth-chromium-'));
  const context = await launchProfile(profile);
  context.setDefaultTimeout(20_000);
  let page = context.pages()[0] ?? (await context.newPage());
  const find = (xpath: string) => page.locator(`xpath=${xpath}`).first();
  return {
    version: `Chromium ${context.browser()?.version().split('.')[0]}`,
    goto: async (url) => void (await page.goto(url)),
    evaluate: (act, argument = '') => page.evaluate(act, argument),
    click: (xpath) => find(xpath).click(),
    type: (xpath, text) => find(xpath).pressSequentially(text),
    pressEnter: (xpath) => find(xpath).press('Enter'),
    async openTab(url) {
      page = await context.newPage();
      await page.goto(url);
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
