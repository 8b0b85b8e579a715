import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Folders of texts that are fetched as a whole, one file of JSON for each: help, and the library of the tour. */
const PACKS: Readonly<Record<string, string>> = Object.fromEntries(
  ['en', 'de'].flatMap((language) => [
    [`packs/help-${language}.json`, `src/app/help/pages/${language}`],
    [`packs/sample-${language}.json`, `src/app/tour/library/${language}`],
  ]),
);

/** Texts by their paths in the folder, with `/`. */
export function readPack(folder: string): Readonly<Record<string, string>> {
  const root = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(root.length)).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

export function textPacks(): Plugin {
  return {
    name: 'hearth:packs',
    generateBundle() {
      for (const [fileName, folder] of Object.entries(PACKS))
        this.emitFile({ type: 'asset', fileName, source: JSON.stringify(readPack(folder)) });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const folder = PACKS[/\/(packs\/[^?]+)/.exec(request.url ?? '')?.[1] ?? ''];
        if (folder === undefined) return next();
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(readPack(folder)));
      });
    },
  };
}
