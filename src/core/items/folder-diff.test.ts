import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  diffFolder,
  type FolderDiff,
  type FolderFile,
  type FolderListing,
  folderPath,
  type KnownFile,
} from './folder-diff.ts';

const file = (path: string, sizeBytes = 10, modifiedMs = 1_000): FolderFile => ({ path, sizeBytes, modifiedMs });
const known = (path: string, missingMs: number | null = null): KnownFile => ({ ...file(path), missingMs });
const listing = (files: readonly FolderFile[], more: Partial<FolderListing> = {}): FolderListing => ({
  ...{ files, unseen: [], complete: true },
  ...more,
});
const NOTHING: FolderDiff = { added: [], changed: [], back: [], gone: [] };

test('new, changed and gone files are told apart', () => {
  const files = [file('N/new.md'), file('N/longer.md', 11), file('N/later.md', 10, 2_000), file('N/same.md')];
  const before = ['N/longer.md', 'N/later.md', 'N/same.md', 'N/gone.md'].map((path) => known(path));
  expect(diffFolder(listing(files), before)).toEqual({
    added: [file('N/new.md')],
    changed: [file('N/longer.md', 11), file('N/later.md', 10, 2_000)],
    back: [],
    gone: ['N/gone.md'],
  });
});

test('a file that was missing is back as it was, or changed', () => {
  const before = [known('N/a.md', 5), known('N/b.md', 5), known('N/c.md', 5)];
  expect(diffFolder(listing([file('N/a.md'), file('N/b.md', 11)]), before)).toEqual({
    ...NOTHING,
    back: [file('N/a.md')],
    changed: [file('N/b.md', 11)],
  });
});

test('what could not be looked into is not gone', () => {
  const before = [known('N/shut/a.md'), known('N/shut.md'), known('N/shutter/b.md')];
  expect(diffFolder(listing([], { unseen: ['N/shut'] }), before).gone).toEqual(['N/shut.md', 'N/shutter/b.md']);
  expect(diffFolder(listing([], { unseen: ['N'] }), before)).toEqual(NOTHING);
  expect(diffFolder(listing([], { complete: false }), before)).toEqual(NOTHING);
});

test('paths are compared as an import keeps them', () => {
  expect(folderPath('N/U\u0308ber\\a\ud800.md')).toBe('N/\u00dcber/a\ufffd.md');
});

const path = fc.constantFrom('N/a', 'N/b', 'N/b/c', 'N/b/d', 'N/e');
const files = fc.uniqueArray(fc.record({ path, sizeBytes: fc.nat(2), modifiedMs: fc.nat(2) }), {
  selector: (each) => each.path,
});
const knowns = fc.uniqueArray(
  fc.record({ path, sizeBytes: fc.nat(2), modifiedMs: fc.nat(2), missingMs: fc.option(fc.constant(5)) }),
  { selector: (each) => each.path },
);
const listings = fc.record({ files, unseen: fc.subarray(['N/a', 'N/b']), complete: fc.boolean() });

/** What is known after the difference was recorded. */
function record(before: readonly KnownFile[], { added, changed, back, gone }: FolderDiff): KnownFile[] {
  const after = new Map(before.map((each) => [each.path, each]));
  for (const each of [...added, ...changed, ...back]) after.set(each.path, { ...each, missingMs: null });
  for (const each of before) if (gone.includes(each.path)) after.set(each.path, { ...each, missingMs: 9 });
  return [...after.values()];
}

test('what was recorded is no difference any more, and is what lies there', () => {
  fc.assert(
    fc.property(listings, knowns, (seen, before) => {
      const after = record(before, diffFolder(seen, before));
      expect(diffFolder(seen, after)).toEqual(NOTHING);
      const there = new Map(after.filter(({ missingMs }) => missingMs === null).map((each) => [each.path, each]));
      for (const each of seen.files) expect(there.get(each.path)).toEqual({ ...each, missingMs: null });
      if (seen.complete && seen.unseen.length === 0) expect(there.size).toBe(seen.files.length);
      expect(after.length).toBeGreaterThanOrEqual(before.length);
    }),
  );
});

test('no path is in two of the lists', () => {
  fc.assert(
    fc.property(listings, knowns, (seen, before) => {
      const { added, changed, back, gone } = diffFolder(seen, before);
      const all = [...added, ...changed, ...back].map((each) => each.path).concat(gone);
      expect(new Set(all).size).toBe(all.length);
    }),
  );
});
