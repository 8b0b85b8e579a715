import { Worker as Thread } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../core/errors.ts';
import type { PictureReader } from '../../core/items/picture-reader.ts';
import type { ModelManifest } from '../../core/llm/model-manifest.ts';
import type { ModelStore } from '../../core/llm/model-store.ts';
import { createOcrClient, type OcrTimes } from './ocr.client.ts';

/** A worker in a real thread that does as the key of its picture says; it answers with the number of its thread. */
const WORKER = `
const { parentPort, threadId } = require('node:worker_threads');
import(${JSON.stringify(new URL('../link/expose.ts', import.meta.url).href)}).then(({ exposeMethods }) => {
  const endpoint = {
    postMessage: (message) => parentPort.postMessage(message),
    addEventListener: (type, listener) => parentPort.addEventListener(type, listener),
    removeEventListener: (type, listener) => parentPort.removeEventListener(type, listener),
    start: () => parentPort.start(),
  };
  const word = (text) => [{ paragraph: 0, words: [{ text, confidence: 90, box: [0, 0, 1, 1] }] }];
  const acts = {
    hangs: () => { for (;;); },
    breaks: () => { setTimeout(() => { throw new Error('broken'); }); return new Promise(() => undefined); },
    defect: () => { throw new TypeError('memory access out of bounds'); },
    waits: () => new Promise(() => undefined),
  };
  exposeMethods(endpoint, {
    load: ({ languages }) => { if (languages.includes('bad')) throw new Error('no engine'); return true; },
    read: ({ key }) => acts[key]?.() ?? word(String(threadId)),
    settle: () => true,
  });
});`;

function spawn(): Worker {
  const thread = new Thread(WORKER, { eval: true });
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

const timers = new Set<ReturnType<typeof setTimeout>>();
let reader: PictureReader | null = null;
afterEach(() => {
  reader?.unload();
  for (const timer of timers) clearTimeout(timer);
  timers.clear();
});

function open(times: Partial<OcrTimes> = {}, fetched: string[] = [], offline = false) {
  const store = {
    async fetch(model: ModelManifest) {
      if (offline) throw new AppError('offline', 'There is no network.');
      fetched.push(model.id);
    },
  } as unknown as ModelStore;
  reader = createOcrClient({
    spawn,
    store,
    baseUrl: 'http://localhost/models/',
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      timers.add(timer);
      return () => clearTimeout(timer);
    },
    times,
  });
  return reader;
}

const picture = (key: string, languages: readonly ('eng' | 'deu')[] = ['eng']) => ({
  bytes: new Blob(['x']),
  key,
  mediaType: 'image/png',
  page: 1,
  languages,
});
const threadOf = async (from: PictureReader, key: string, languages?: readonly ('eng' | 'deu')[]) =>
  (await from.read(picture(key, languages)))[0]?.words[0]?.text;

test.each([
  ['hangs', 'timeout'],
  ['breaks', 'timeout'],
  ['defect', 'unreadable'],
])('a picture for which the worker %s costs that picture, and the next is read by another', async (key, code) => {
  const from = open({ pictureMs: key === 'hangs' ? 1_000 : 20_000 });
  const first = await threadOf(from, 'a');
  await expect(from.read(picture(key))).rejects.toMatchObject({
    code,
    message: 'Reading this picture took too long, or broke the reader.',
  });
  const next = await threadOf(from, 'b');
  expect(next).toMatch(/\d/);
  expect(next).not.toBe(first);
});

test('one worker reads many, until it has read enough, has nothing to do, or other languages are wanted', async () => {
  const fetched: string[] = [];
  const from = open({ maxPictures: 3, idleMs: 50 }, fetched);
  const first = await threadOf(from, 'a');
  expect([await threadOf(from, 'b'), await threadOf(from, 'c')]).toEqual([first, first]);
  const second = await threadOf(from, 'd');
  expect(second).not.toBe(first);
  const both = await threadOf(from, 'e', ['deu', 'eng']);
  expect(both).not.toBe(second);
  expect(fetched.slice(0, 2)).toEqual(['tesseract-7.0.0', 'tesseract-eng-4.0.0']);
  expect(fetched).toContain('tesseract-deu-4.0.0');
});

test('where it cannot be fetched, that is said in plain words, and is not the picture’s fault', async () => {
  await expect(open({}, [], true).read(picture('a'))).rejects.toMatchObject({
    code: 'offline',
    message: 'What reads words in pictures is not on this device yet, and there is no network to fetch it.',
  });
});

test('what is stopped is stopped', async () => {
  const from = open({ stopWithinMs: 200 });
  const stop = new AbortController();
  const reading = from.read(picture('waits'), stop.signal);
  stop.abort();
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
});
