import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const CATALOG = /\/src\/app\/i18n\/[a-z]{2}\/[\w-]+\.ts$/;

/**
 * Compiles the texts of the interface when it is built, so that the page neither loads a parser of ICU messages nor
 * runs one before its first paint. A catalog exports objects of texts by id and nothing else.
 */
export function compiledTexts(): Plugin {
  return {
    name: 'hearth-texts',
    enforce: 'pre',
    async transform(_, id) {
      if (!CATALOG.test(id)) return null;
      // A number of its own each time, so that a changed file is read again.
      const catalogs: Record<string, Record<string, string>> = await import(`${id}?${Date.now()}`);
      return Object.entries(catalogs)
        .map(([name, texts]) => `export const ${name} = ${JSON.stringify(compileAll(texts))};`)
        .join('\n');
    },
  };
}

const compileAll = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, compileMessage(text)]));
