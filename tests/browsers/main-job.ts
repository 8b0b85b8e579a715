import type { HearthClient } from '../../src/workers/kernel/kernel.api.ts';
import { type Driver, until } from './driver.ts';

declare global {
  interface Window {
    readonly hearth: HearthClient;
  }
}

/** What a browser was seen to do, in the words of the table in `docs/browsers.md`. */
export interface Seen {
  readonly version: string;
  readonly rows: Readonly<Record<string, string>>;
}

const BOILER = '# Boiler\n\nThe boiler was serviced on 3 March 2025 by Ines Vogt. The pressure should be 1.5 bar.';
const PLUM = '# Plum tree\n\nThe plum tree is cut back in late July, never in winter.';
const QUESTION = 'Who serviced the boiler?';
const COMPOSER = `//textarea[@aria-label='Ask about your things' or @aria-label='Ask on']`;

/** The main job, as a person does it: drop files, find, ask, open the source, write a note, close, switch the network off. */
export async function doMainJob(driver: Driver, url: string, stopServing: () => Promise<void>): Promise<Seen> {
  const rows: Record<string, string> = {};
  await driver.goto(url);
  await until('the first screen', () => isShown(driver, 'Ask your own things.'));
  await driver.evaluate(() => window.hearth.ready());
  const { name, isKept } = JSON.parse(await driver.evaluate(readStore)) as { name: string; isKept: boolean };
  rows['Your things are kept in'] = isKept ? `${name}, in files of the browser` : `${name}, in memory only`;
  rows['Files dropped, read and found'] = await dropAndFind(driver);
  await driver.goto(`${url}#/ask`);
  rows['Questions answered in quotations, the source marked'] = await askAndOpen(driver);
  await driver.evaluate(async () => {
    await window.hearth.command('create-note', { itemId: window.hearth.newId(), title: 'Kept', text: 'This stays.' });
  });
  await driver.openTab(`${url}#/library`);
  await until('the second tab', () => isShown(driver, 'Library'));
  rows['A second tab works on the same'] = yes(await driver.evaluate(hasKeptNote));
  await until('all that is needed without a network', () => isOfflineReady(driver));
  await stopServing();
  await driver.goto(`${url}?again#/library`);
  rows['Starts with the network off'] = yes(await until('the app without a server', () => isShown(driver, 'Library')));
  rows['Everything is there after a restart'] = isKept
    ? yes(await driver.evaluate(hasKeptNote))
    : await until('the word that nothing is kept', () => isShown(driver, 'Nothing is kept here')).then(
        () => 'no, and says so',
      );
  Object.assign(rows, await driver.evaluate(readAbilities));
  return { version: driver.version, rows };
}

async function readStore(): Promise<string> {
  const { store } = await window.hearth.status();
  return JSON.stringify({ name: store.name, isKept: store.persistent });
}

const yes = (is: unknown): string => (is === true ? 'yes' : 'no');

const isShown = (driver: Driver, text: string): Promise<true | null> =>
  driver.evaluate((wanted) => (document.body.textContent.includes(wanted) ? true : null), text);

const isOfflineReady = (driver: Driver): Promise<true | null> =>
  driver.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.active?.state === 'activated' ? true : null;
  });

async function dropAndFind(driver: Driver): Promise<string> {
  const files = JSON.stringify({ 'Boiler.md': BOILER, 'Plum tree.md': PLUM });
  await driver.evaluate((texts) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of Object.entries(JSON.parse(texts) as Record<string, string>)) {
      dataTransfer.items.add(new File([text], name, { type: 'text/markdown' }));
    }
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
  return yes(
    await until('what was dropped, found by its words', () =>
      driver.evaluate(async () => {
        const { items } = await window.hearth.search('pressure boiler', { mode: 'text' });
        return items[0]?.item.title === 'Boiler' ? true : null;
      }),
    ),
  );
}

async function askAndOpen(driver: Driver): Promise<string> {
  await driver.click(COMPOSER);
  await driver.type(COMPOSER, QUESTION);
  await driver.pressEnter(COMPOSER);
  await driver.click('(//article//*[@data-cite])[1]');
  const marked = await until('the marked passage', () =>
    driver.evaluate(() => {
      const marks = [...document.querySelectorAll('aside mark')];
      return marks.length === 0 ? null : marks.map((mark) => mark.textContent).join('');
    }),
  );
  return yes(marked.includes('serviced on 3 March 2025 by Ines Vogt'));
}

async function hasKeptNote(): Promise<boolean> {
  await window.hearth.ready();
  const { items } = await window.hearth.query('items', { title: 'Kept' });
  return items.length === 1;
}

/** What the browser itself offers or not: where it does not, Hearth says so at the place. */
async function readAbilities(): Promise<Record<string, string>> {
  const has = (owner: object, name: string) => (name in owner ? 'yes' : 'no');
  const gpu: unknown = Reflect.get(navigator, 'gpu');
  return {
    'Folders that stay connected': has(window, 'showDirectoryPicker'),
    'Offers to install itself': has(window, 'BeforeInstallPromptEvent'),
    'Opens files from the system': has(window, 'launchQueue'),
    'Woken in the background': has(ServiceWorkerRegistration.prototype, 'periodicSync'),
    'Graphics processor for models (WebGPU)': gpu === undefined ? 'no' : 'where the device has one',
    'Says how much room there is': typeof navigator.storage?.estimate === 'function' ? 'yes' : 'no',
  };
}
