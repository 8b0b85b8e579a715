import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tarBlob } from './tar-blob.ts';

const LONG = `hearth/${'blobs/'.repeat(20)}${'é'.repeat(40)}`;
const FILES: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  'hearth/empty': new Uint8Array(),
  'hearth/block': new Uint8Array(512).fill(7),
  'hearth/more than a block': crypto.getRandomValues(new Uint8Array(513)),
  [LONG]: crypto.getRandomValues(new Uint8Array(4000)),
};

test('what it packs, tar unpacks byte by byte, with names of any length', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-tar-'));
  try {
    const entries = Object.entries(FILES).map(([path, bytes]) => ({
      path,
      bytes: new Blob([bytes]),
      modifiedMs: 1_760_000_000_000,
    }));
    writeFileSync(join(folder, 'all.tar'), new Uint8Array(await tarBlob(entries).arrayBuffer()));
    execFileSync('tar', ['-xf', 'all.tar'], { cwd: folder, stdio: 'pipe' });
    for (const [path, bytes] of Object.entries(FILES)) {
      expect(new Uint8Array(readFileSync(join(folder, path))), path).toEqual(bytes);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
