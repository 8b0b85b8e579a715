import { expect } from 'vitest';
import type { App } from './app.ts';
import { ranAnything } from './hostile-texts.ts';

/** What inert texts never make in the page, whatever they hold. */
const DANGEROUS =
  'iframe, object, embed, form[action], base, body script, style, video, audio, marquee, template[shadowrootmode], math, foreignObject, [onerror], [onload], [srcdoc], [ping], a[href^="javascript:" i], a[href^="data:" i], a[href^="vbscript:" i], img:not([src^="blob:"])';

/** In the page and within its templates, of which menus and lists have some of their own: those hold nothing of this. */
export const dangerousElements = ({ page }: App): Promise<string[]> =>
  page.evaluate((selector) => {
    const within = (root: ParentNode): Element[] => [
      ...root.querySelectorAll(selector),
      ...Array.from(root.querySelectorAll('template'), ({ content }) => within(content)).flat(),
    ];
    return within(document).map((element) => element.outerHTML.slice(0, 200));
  }, DANGEROUS);

/** Nothing of it ran, nothing was fetched, and the page is where it was. */
export async function expectInert(app: App): Promise<void> {
  expect(await app.page.evaluate(ranAnything)).toBe(false);
  expect(app.foreign()).toEqual([]);
  expect(app.problems).toEqual([]);
  expect(new URL(app.page.url()).origin).toBe(new URL(app.url).origin);
}

/** Nothing of what is shown now became an element, ran or was fetched. */
export async function expectTexts(app: App): Promise<void> {
  expect(await dangerousElements(app)).toEqual([]);
  await expectInert(app);
}
