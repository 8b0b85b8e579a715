import { Worker as Thread } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { ParseOutcome } from './parse.api.ts';
import { createParser, type Parser, type ParserOptions } from './parse.client.ts';

/** A reader in a real thread that does as the name of its file says; it answers with the number of its thread. */
const READER = `
const { parentPort, threadId } = require('node:worker_threads');
import(${JSON.stringify(new URL('../link/expose.ts', import.meta.url).href)}).then(({ exposeMethods }) => {
  const endpoint = {
    postMessage: (message) => parentPort.postMessage(message),
    addEventListener: (type, listener) => parentPort.addEventListener(type, listener),
    removeEventListener: (type, listener) => parentPort.removeEventListener(type, listener),
    start: () => parentPort.start(),
  };
  const acts = {
    hangs: () => { for (;;); },
    breaks: () => { setTimeout(() => { throw new Error('broken'); }); return new Promise(() => undefined); },
    fills: () => { const all = []; for (;;) all.push(new Array(100_000).fill(all.length)); },
    defect: () => { throw new TypeError('a defect'); },
    waits: () => new Promise(() => undefined),
  };
  const answer = () => ({ ok: true, parts: [], embedded: [], refused: [{ path: String(threadId), code: 'internal', reason: '' }], next: null });
  exposeMethods(endpoint, {
    parse: ({ path, cursor }) => {
      const act = acts[path.split('.')[0]];
      return act === undefined ? { ...answer(), next: path.startsWith('goes-on') ? cursor + 1 : null } : act();
    },
    read: () => ({ chunks: [], links: [], tags: [], language: String(threadId) }),
  });
});`;

/** A thread of Node with the face of a worker. */
function spawn(): Worker {
  const thread = new Thread(READER, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 40 } });
  const face = {
    postMessage: (message: unknown) => thread.postMessage(message),
    addEventListener(type: string, listener: (event: unknown) => void) {
      if (type === 'message') thread.on('message', (data) => listener({ data }));
      if (type === 'error') {
        thread.on('error', ({ message }: Error) => listener({ message, preventDefault: () => undefined }));
      }
    },
    removeEventListener: () => undefined,
    terminate: () => void thread.terminate(),
  };
  return face as unknown as Worker;
}

let parser: Parser | null = null;
afterEach(() => parser?.close());

const timers = new Set<() => void>();
const after = (_: number, run: () => void) => {
  timers.add(run);
  return () => void timers.delete(run);
};

function open(options: Partial<ParserOptions> = {}): Parser {
  timers.clear();
  parser = createParser({ spawn, after, ...options });
  return parser;
}

const request = (path: string, size = 1) => ({
  path,
  mediaType: '',
  bytes: new Blob([new Uint8Array(size)]),
  cursor: 0,
});

const threadOf = (outcome: ParseOutcome) => (outcome.ok ? outcome.refused[0]?.path : outcome.reason);

test.each([
  ['hangs.md', 'timeout', 'Reading it took longer than 1 seconds.'],
  ['breaks.md', 'unreadable', 'Reading this file broke the reader.'],
  ['fills.md', 'unreadable', 'Reading this file broke the reader.'],
  ['defect.md', 'unreadable', expect.any(String)],
])('a reader for which %s is too much costs that file, and the next is read by another', async (path, code, reason) => {
  // Only a text has so little time: the file behind it is a table.
  const reader = open({ textMs: path === 'hangs.md' ? 1000 : 60_000 });
  const first = path === 'hangs.md' ? null : threadOf(await reader.parse(request('a.md')));
  const failing = reader.parse(request(path));
  const behind = reader.parse(request('b.csv'));
  expect(await failing).toEqual({ ok: false, code, reason });
  const next = await behind;
  expect(next.ok).toBe(true);
  expect(threadOf(next)).not.toBe(first);
});

test('texts that are written here are read while a file hangs', async () => {
  const reader = open();
  const stop = new AbortController();
  const hanging = reader.parse(request('hangs.md'), stop.signal);
  const reading = await reader.read({ kind: 'note', title: 'A', text: 'A' });
  expect(reading.chunks).toEqual([]);
  stop.abort();
  await expect(hanging).rejects.toMatchObject({ code: 'cancelled' });
});

test('what is stopped is stopped at once, also while it waits for its turn', async () => {
  const reader = open();
  const stop = new AbortController();
  const first = reader.parse(request('waits.md'));
  const second = reader.parse(request('a.md'), stop.signal);
  stop.abort();
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  reader.close();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
});

test('a worker is used again, until it has read many files, a big one, or has had nothing to do', async () => {
  const reader = open({ maxCalls: 3, bigBytes: 10 });
  const read = async (path: string, size?: number) => threadOf(await reader.parse(request(path, size)));
  const first = await read('a.md');
  expect([await read('b.md'), await read('c.md')]).toEqual([first, first]);
  const second = await read('d.md');
  expect(second).not.toBe(first);
  expect(await read('goes-on.md', 100)).toBe(second);
  expect(await read('big.md', 100)).toBe(second);
  const third = await read('e.md');
  expect(third).not.toBe(second);
  expect(timers.size).toBe(1);
  for (const run of timers) run();
  expect(await read('f.md')).not.toBe(third);
});
