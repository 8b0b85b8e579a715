import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isOurEntry, isOurs, isSomethingLeft, KNOWN_DATABASES, type Remains } from './remains.ts';

const NOTHING: Remains = {
  files: [],
  databases: [],
  caches: [],
  keys: [],
  serviceWorkers: 0,
  cookies: 0,
  foreign: ['photos', 'settings'],
  usageBytes: 12_345,
};

test.each([
  'hearth',
  'hearth-erasing',
  'hearth-models-v1',
  'hearth-shell-v1 https://a.example/',
  'hearth.draft.ask.new',
])('%s is Hearth’s', (name) => {
  expect(isOurs(name)).toBe(true);
});

test.each(['photos', 'workbox-precache', 'my hearth', 'places of mine', 'theme'])('%s is somebody else’s', (name) => {
  expect(isOurs(name)).toBe(false);
  expect(isOurEntry(name)).toBe(false);
});

test('the mark of erasing is no remains, nor is what somebody else keeps, nor what the browser counts', () => {
  expect(isSomethingLeft({ ...NOTHING, keys: ['hearth.erasing'] })).toBe(false);
});

test.each([
  { files: ['hearth/blobs/ab'] },
  { databases: ['hearth-folders'] },
  { caches: ['hearth-models-v1'] },
  { keys: ['hearth.welcomed'] },
  { serviceWorkers: 1 },
])('%j is left', (left) => {
  expect(isSomethingLeft({ ...NOTHING, ...left })).toBe(true);
});

test('every database that the sources open is known, for browsers that list none', () => {
  const folder = new URL('../..', import.meta.url).pathname;
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
  const names = sources.flatMap((path) =>
    [...readFileSync(join(folder, path), 'utf8').matchAll(/openDB<[^>]*>\(\s*'([^']+)'/g)].map(([, name]) => name),
  );
  expect(names.toSorted()).toEqual([...KNOWN_DATABASES]);
  expect(names.every((name) => name !== undefined && isOurs(name))).toBe(true);
});
