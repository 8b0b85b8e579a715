import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';
import { LANGUAGES } from '../src/app/i18n/language.ts';
import { areaFiles, idsIn, idsOf, importsOf, reach } from './texts-used.ts';

const APP = fileURLToPath(new URL('../src/app', import.meta.url));
const I18N = join(APP, 'i18n');
const CATALOG = /\/src\/app\/i18n\/[a-z]{2}\/[\w-]+\.ts$/;
const FIRST = join(I18N, 'first-texts.ts');
const VIRTUAL = 'virtual:hearth-first-texts/';
/** What stands before the first paint: the entry, with the two views that Hearth can start with. */
const FIRST_MODULE = join(APP, 'main.tsx');

type Texts = Readonly<Record<string, string>>;

/**
 * Texts as the page needs them. They are compiled when it is built, so that it neither loads a parser of ICU messages nor
 * runs one. At the start there are only those that the first paint can show, found by what its modules mention; a module
 * beyond it asks for the areas that it mentions (`needTexts`), and each `import()` of the interface waits for them.
 */
export function compiledTexts(): Plugin {
  let first: ReadonlySet<string> = new Set();
  let english: Texts = {};
  let areas: ReadonlyMap<string, string> = new Map();
  const areasBeyond = (code: string): string[] => {
    const beyond = idsOf(code, Object.keys(english)).filter((id) => !first.has(id));
    return [...new Set(beyond.map((id) => areas.get(id)).filter((area) => area !== undefined))].sort();
  };
  return {
    name: 'hearth-texts',
    enforce: 'pre',
    async buildStart() {
      english = await readAll('en');
      areas = areaFiles();
      first = idsIn(reach([FIRST_MODULE], importsOf), Object.keys(english));
    },
    resolveId: (id) => (id.startsWith(VIRTUAL) ? `\0${id}` : null),
    async load(id) {
      if (id === FIRST) return firstModule(pick(english, first));
      if (!id.startsWith(`\0${VIRTUAL}`)) return null;
      return `export const first = ${JSON.stringify(compileAll(pick(await readAll(id.slice(VIRTUAL.length + 1)), first)))};`;
    },
    async transform(code, id) {
      if (CATALOG.test(id)) return compiledCatalog(id);
      if (!id.startsWith(APP) || id.startsWith(I18N) || !/\.tsx?$/.test(id)) return null;
      return { code: asking(code, id, areasBeyond(code)), map: null };
    },
  };
}

/** In the place of `first-texts.ts`. */
const firstModule = (texts: Texts): string => `
export const FIRST_ENGLISH = ${JSON.stringify(compileAll(texts))};
export const FIRST = { ${LANGUAGES.filter((language) => language !== 'en')
  .map((language) => `${language}: async () => (await import('${VIRTUAL}${language}')).first`)
  .join(', ')} };`;

/** A catalog exports objects of texts by id and nothing else. */
async function compiledCatalog(id: string): Promise<string> {
  return Object.entries(await readCatalog(id))
    .map(([name, texts]) => `export const ${name} = ${JSON.stringify(compileAll(texts))};`)
    .join('\n');
}

// A number of its own each time, so that a changed file is read again.
const readCatalog = (path: string): Promise<Record<string, Texts>> => import(`${path}?${Date.now()}`);

/** All texts of a language: `en.ts` exports `en`. */
async function readAll(language: string): Promise<Texts> {
  const all = await readCatalog(join(I18N, `${language}.ts`));
  return all[language] ?? {};
}

const pick = (texts: Texts, ids: ReadonlySet<string>): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([id]) => ids.has(id)));

const compileAll = (texts: Texts) =>
  Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, compileMessage(text)]));

/** The module with its wishes for texts, and each `import()` of our own code waiting for those of what it imports. */
function asking(code: string, id: string, areas: readonly string[]): string {
  const waiting = code.replace(
    /(?<!typeof )(?<![\w.])import\((['"])(\.{1,2}\/[^'"?]+\.tsx?)\1\)/g,
    (found, _, path: string) => (join(dirname(id), path).startsWith(APP) ? `withTexts(${found})` : found),
  );
  const names = [areas.length > 0 && 'needTexts', waiting !== code && 'withTexts'].filter((name) => name !== false);
  if (names.length === 0) return code;
  const store = JSON.stringify(join(I18N, 'text-store.ts'));
  const wishes = areas.map(
    (area) => `\nneedTexts('${area}', { ${LANGUAGES.map((language) => loader(language, area)).join(', ')} });`,
  );
  return `import { ${names.join(', ')} } from ${store};${waiting}${wishes.join('')}`;
}

function loader(language: string, area: string): string {
  const path = join(I18N, language, `${area}.ts`);
  if (!existsSync(path)) throw new Error(`There are no texts at ${path}`);
  return `${language}: () => import(${JSON.stringify(path)})`;
}
