import { expect, test } from 'vitest';
import { decideMirror } from './decide-mirror.ts';
import type { MirrorState } from './mirror-state.ts';

test('a note that was read from a file before the folder became a mirror is tied to that file, and gets no second one', () => {
  const path = 'Vault/Bees.md';
  const file = { path, sizeBytes: 18, modifiedMs: 1_750_000_000_000 };
  const state: MirrorState = {
    folderId: '01900000-0000-7000-8000-000000000001',
    name: 'Vault',
    checkedMs: 1_750_000_100_000,
    rows: [{ ...file, itemId: null, syncedHash: null, writingHash: null }],
    notes: [
      { itemId: '01900000-0000-7000-8000-000000000002', place: 'here', changed: true, wanted: path, sourcePath: path },
    ],
    pictures: [],
  };
  const disk = { files: [file], unseen: [], complete: true, doubled: [] };
  expect(decideMirror(state, disk, new Map([[path, 'aa']])).steps).toEqual([{ kind: 'take', path }]);
});
