import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { z } from 'zod';
import { installDebian } from '../../scripts/debian.ts';
import { freePort } from '../browser/harness/free-port.ts';
import { type Driver, until } from './driver.ts';

const PROGRAM = '/usr/bin/WebKitWebDriver';
const BROWSER = '/usr/lib/*/webkit2gtk-4.*/MiniBrowser';
const CALL_LIMIT_MS = 120_000;
/** The name of an element's id in the answers: WebDriver, 12.1. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const ENTER = '\uE007';

const answerSchema = z.object({ value: z.unknown() });
const errorSchema = z.object({ error: z.string(), message: z.string() });

/** WebKitGTK's small browser under a display of its own, by WebDriver. Throws, in a sentence, where it cannot be had. */
export async function openWebkit(): Promise<Driver> {
  if (!existsSync(PROGRAM) || !existsSync('/usr/bin/Xvfb'))
    installDebian('The test in WebKit', 'webkit2gtk-driver', 'xvfb');
  const binary = globSync(BROWSER)[0];
  if (binary === undefined) throw new Error('WebKitGTK’s MiniBrowser is not here.');
  const display = await openDisplay();
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display.name, WEBKIT_DISABLE_COMPOSITING_MODE: '1' };
  const program = spawn(PROGRAM, [`--port=${port}`], { env, stdio: 'ignore' });
  const end = () => {
    program.kill();
    display.program.kill();
  };
  try {
    return await startSession(`http://127.0.0.1:${port}`, binary, end);
  } catch (error) {
    end();
    throw error;
  }
}

async function startSession(origin: string, binary: string, end: () => void): Promise<Driver> {
  const options = { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
  const started = await until('an answer of WebKitWebDriver', () =>
    ask(origin, 'POST', '/session', { capabilities: { alwaysMatch: options } }).catch(refusedYet),
  );
  const session = z
    .object({ sessionId: z.string(), capabilities: z.object({ browserVersion: z.string() }) })
    .parse(started);
  const call = (method: string, path: string, body?: unknown) =>
    ask(origin, method, `/session/${session.sessionId}${path}`, body);
  await call('POST', '/timeouts', { script: CALL_LIMIT_MS });
  const find = (xpath: string) =>
    until(xpath, () => call('POST', '/element', { using: 'xpath', value: xpath }).then(idOf, () => null), 20_000);
  const keys = async (xpath: string, text: string) =>
    void (await call('POST', `/element/${await find(xpath)}/value`, { text }));
  return {
    version: `WebKitGTK ${session.capabilities.browserVersion.split('.').slice(0, 2).join('.')}`,
    goto: async (url) => void (await call('POST', '/url', { url })),
    async evaluate(act, argument = '') {
      const script = `const done = arguments[1]; Promise.resolve((${act})(arguments[0])).then(
        (value) => done({ value }), (error) => done({ failed: String(error?.message ?? error) }))`;
      const outcome = await call('POST', '/execute/async', { script, args: [argument] });
      const { value, failed } = z
        .object({ value: z.unknown().optional(), failed: z.string().optional() })
        .parse(outcome);
      if (failed !== undefined) throw new Error(failed);
      // It is what the function gave, by way of JSON.
      return value as Awaited<ReturnType<typeof act>>;
    },
    click: async (xpath) => void (await call('POST', `/element/${await find(xpath)}/click`, {})),
    type: keys,
    pressEnter: (xpath) => keys(xpath, ENTER),
    async openTab(url) {
      const opened = await call('POST', '/window/new', { type: 'tab' });
      await call('POST', '/window', { handle: z.object({ handle: z.string() }).parse(opened).handle });
      await call('POST', '/url', { url });
    },
    async close() {
      await call('DELETE', '').catch(() => undefined); // it may have gone by itself; its programs end here in any case
      end();
    },
  };
}

const idOf = (value: unknown): string => z.object({ [ELEMENT]: z.string() }).parse(value)[ELEMENT] ?? '';

function refusedYet(error: unknown): null {
  if (error instanceof TypeError) return null;
  throw error;
}

async function ask(origin: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(origin + path, { method, ...init, signal: AbortSignal.timeout(CALL_LIMIT_MS) });
  const { value } = answerSchema.parse(await response.json());
  const refused = errorSchema.safeParse(value);
  if (refused.success) throw new Error(`${refused.data.error}: ${refused.data.message}`);
  return value;
}

/** Xvfb chooses a display that is free and writes its number down. */
async function openDisplay(): Promise<{ readonly name: string; readonly program: ChildProcess }> {
  const program = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    program.on('error', reject);
    program.on('exit', () => reject(new Error('Xvfb ended before it had a display.')));
    program.stdio[3]?.once('data', (bytes: Buffer) => resolve(bytes.toString().trim()));
  });
  return { name: `:${number}`, program };
}
