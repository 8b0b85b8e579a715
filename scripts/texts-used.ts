import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Which texts a module mentions: as a literal, or by a template that they fit. */

const EN = fileURLToPath(new URL('../src/app/i18n/en', import.meta.url));

/** `t(`library.kind.${kind}`)` mentions every key that begins and ends so. */
export function templatesIn(code: string): RegExp[] {
  return [...code.matchAll(/`([a-z][\w.-]*\.[^`\s]*\$\{[^`]*)`/g)].map(([, template = '']) => {
    const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('[\\w-]+')}$`);
  });
}

export function idsOf(code: string, ids: readonly string[]): string[] {
  const literals = new Set([...code.matchAll(/['"]([a-z][\w-]*\.[\w.-]+)['"]/g)].map(([, literal]) => literal));
  const templates = templatesIn(code);
  return ids.filter((id) => literals.has(id) || templates.some((template) => template.test(id)));
}

export const idsIn = (paths: Iterable<string>, ids: readonly string[]): ReadonlySet<string> =>
  new Set([...paths].flatMap((path) => idsOf(readFileSync(path, 'utf8'), ids)));

/** The file in `en/` that each id stands in. */
export function areaFiles(): ReadonlyMap<string, string> {
  const files = readdirSync(EN).filter((file) => file.endsWith('.ts'));
  const entries = files.flatMap((file) =>
    [...readFileSync(join(EN, file), 'utf8').matchAll(/^ {2}'([\w.-]+)':/gm)].map(
      ([, id = '']) => [id, file.replace(/\.ts$/, '')] as const,
    ),
  );
  return new Map(entries);
}

const STATIC = /^\s*(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s)?['"](\.{1,2}\/[^'"]+\.tsx?)['"]/gm;

/** The modules that one imports statically, and not only for their types. */
export function importsOf(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(STATIC)]
    .map(([, target = '']) => resolve(dirname(path), target))
    .filter((target) => existsSync(target));
}

/** All of the interface that is loaded with the modules, without the texts themselves. */
export function reach(starts: readonly string[], next: (path: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const wait = [...starts];
  for (let path = wait.pop(); path !== undefined; path = wait.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    wait.push(...next(path).filter((each) => each.includes('/src/app/') && !each.includes('/src/app/i18n/')));
  }
  return seen;
}
