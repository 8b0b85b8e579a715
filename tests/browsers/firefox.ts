import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { installDebian } from '../../scripts/debian.ts';
import type { Driver } from './driver.ts';

const PROGRAM = '/usr/bin/firefox-esr';

/** Debian's Firefox, by WebDriver BiDi. Throws, in a sentence, where there is none and none can be had. */
export async function openFirefox(): Promise<Driver> {
  if (!existsSync(PROGRAM)) installDebian('The test in Firefox', 'firefox-esr');
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: PROGRAM, headless: true });
  let page = await browser.newPage();
  const find = async (xpath: string) => {
    const found = await page.waitForSelector(`::-p-xpath(${xpath})`, { timeout: 20_000 });
    if (found === null) throw new Error(`There is no ${xpath}`);
    return found;
  };
  return {
    version: `Firefox ${(await browser.version()).replace(/^\D*(\d+).*$/, '$1')}`,
    goto: async (url) => void (await page.goto(url)),
    evaluate: async (act, argument = '') => (await page.evaluate(act, argument)) as Awaited<ReturnType<typeof act>>,
    click: async (xpath) => (await find(xpath)).click(),
    type: async (xpath, text) => (await find(xpath)).type(text),
    pressEnter: async (xpath) => (await find(xpath)).press('Enter'),
    async openTab(url) {
      page = await browser.newPage();
      await page.goto(url);
    },
    close: () => browser.close(),
  };
}
