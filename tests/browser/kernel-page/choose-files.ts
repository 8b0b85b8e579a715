import { statSync } from 'node:fs';
import type { Page } from 'playwright';

/** Gives a file or a folder of the disk to the page as its picker does; `window.importChosen` imports it. */
export async function chooseFiles(page: Page, path: string): Promise<void> {
  const isFolder = statSync(path).isDirectory();
  await page.evaluate((webkitdirectory) => {
    document.querySelector('input')?.remove();
    Object.assign(document.body.appendChild(document.createElement('input')), { type: 'file', webkitdirectory });
  }, isFolder);
  await page.setInputFiles('input', path);
}
