import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A household's papers as they lie on a disk: an Obsidian vault, texts, saved pages, and what cannot be read. */
export const HOUSEHOLD: Readonly<Record<string, string | Uint8Array>> = {
  'Home.md':
    '---\ntags: [house, index]\n---\n# Home\n\nEverything about the house on Quarry Lane. See [[Boiler]] and [[Garden/Plum tree]].\n',
  'Boiler.md':
    '# Boiler\n\nThe boiler stands in the cellar. It was last serviced on 14 March 2025 by Marta Lindqvist, who replaced the ignition electrode.\n\n## Costs\n\nThe service cost 184 euros.\n\n#house #heating\n',
  'Garden/Plum tree.md':
    '# Plum tree\n\nThe plum tree was planted in the autumn of 2019. It is a Mirabelle de Nancy on a St Julien rootstock.\n\n#garden\n',
  'Garden/Tools/inventory.txt':
    'Inventory of the shed\n\nThe scythe hangs on the north wall. The wheelbarrow has a flat tyre since August.\n',
  'Letters/notary.html':
    '<!doctype html><html><head><title>Letter from the notary</title></head><body><h1>Letter from the notary</h1><p>The deed was signed on 2 May 2018 in the presence of both neighbours.</p></body></html>',
  '.obsidian/app.json': '{}',
  'Letters/empty.md': '',
  'Letters/scan.pdf': '%PDF-1.4 not read yet',
  'Letters/picture.txt': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1),
  'Letters/noise.txt': Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919 + (at >> 3) * 31) % 256),
};

/** Writes the files below `folder`, which is made. */
export async function writeFolder(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, contents] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), contents);
  }
}
