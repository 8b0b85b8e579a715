import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { STARTER_MODELS, sizeOfModel } from './starter-models.ts';

const MODELS = fileURLToPath(new URL('../../../public/models/', import.meta.url));

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

for (const model of STARTER_MODELS) {
  test(`the manifest of ${model.name} names the files that are served, with their sizes and checksums`, () => {
    const folder = join(MODELS, model.id);
    expect(model.files.map((file) => file.path).sort()).toEqual(filesBelow(folder));
    for (const file of model.files) {
      const bytes = readFileSync(join(folder, file.path));
      expect({ path: file.path, size: bytes.byteLength }).toEqual({ path: file.path, size: file.sizeBytes });
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    }
  });

  test(`no file of ${model.name} is over 48 MB`, () => {
    for (const file of model.files) expect(statSync(join(MODELS, model.id, file.path)).size).toBeLessThan(48_000_000);
    expect(sizeOfModel(model)).toBe(model.files.reduce((sum, file) => sum + file.sizeBytes, 0));
  });
}
