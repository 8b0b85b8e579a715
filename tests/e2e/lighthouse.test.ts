import lighthouse from 'lighthouse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../browser/harness/free-port.ts';
import { type App, importTexts, openApp } from './app.ts';

/** Lighthouse over the built app: accessibility and best practices, as a score of 0 to 1. */

let app: App;
let port: number;

beforeAll(async () => {
  port = await freePort();
  app = await openApp({ flags: [`--remote-debugging-port=${port}`] });
  await importTexts(app.page, { 'Papers/heron.md': '# Heron\n\nThe heron nests by the weir.\n' }, 'Papers');
});

afterAll(() => app?.close());

/** What Lighthouse finds wanting, in words; empty where both scores are full. */
async function wanting(route: string, formFactor: 'mobile' | 'desktop'): Promise<string[]> {
  const isMobile = formFactor === 'mobile';
  const size = isMobile ? { width: 390, height: 780 } : { width: 1280, height: 800 };
  const result = await lighthouse(app.url + route, {
    port,
    formFactor,
    screenEmulation: { mobile: isMobile, ...size, deviceScaleFactor: 1, disabled: false },
    onlyCategories: ['accessibility', 'best-practices'],
    throttlingMethod: 'provided',
    disableStorageReset: true,
    logLevel: 'error',
  });
  const { categories, audits } = result?.lhr ?? {};
  expect(Object.values(categories ?? {}).map(({ id }) => id)).toEqual(['accessibility', 'best-practices']);
  return Object.values(categories ?? {}).flatMap(({ score, auditRefs }) =>
    score === 1
      ? []
      : auditRefs.flatMap(({ id, weight }) => {
          const audit = audits?.[id];
          return weight > 0 && audit?.score !== null && (audit?.score ?? 0) < 1
            ? [`${id}: ${audit?.title} ${JSON.stringify(audit?.details)?.slice(0, 600)}`]
            : [];
        }),
  );
}

test.each(['#/ask', '#/library', '#/notes', '#/settings'])('finds nothing wanting in %s on a desk', async (route) => {
  expect(await wanting(route, 'desktop')).toEqual([]);
});

test('finds nothing wanting in Ask on a phone', async () => {
  expect(await wanting('#/ask', 'mobile')).toEqual([]);
});
