import type { Language } from './language.ts';

/** Messages by id, compiled or as they were written. */
export type Texts = Readonly<Record<string, unknown>>;
/** One area's texts, one module for each language. */
export type AreaLoaders = Readonly<Record<Language, () => Promise<Readonly<Record<string, Texts>>>>>;

/**
 * Which areas' texts are needed, and which of them are not there yet. It is of the module because modules say what they
 * need when they are evaluated: the build adds a call of `needTexts` to each that mentions texts beyond the first.
 */
const needed = new Map<string, AreaLoaders>();
const missing = new Set<string>();
let fetchArea: ((area: string) => Promise<void>) | null = null;

/**
 * Says that a module shows texts of an area.
 *
 * @public The build writes its calls.
 */
export function needTexts(area: string, loaders: AreaLoaders): void {
  if (needed.has(area)) return;
  needed.set(area, loaders);
  missing.add(area);
}

/**
 * A part of Hearth, once its texts are there too. The build puts it around each `import()` of the interface. Where they
 * cannot be loaded it fails, as the part itself would, and the next try asks again.
 *
 * @public The build writes its calls.
 */
export async function withTexts<T>(part: Promise<T>): Promise<T> {
  const module = await part;
  if (missing.size === 0 || fetchArea === null) return module;
  await Promise.all([...missing].map(fetchArea));
  return module;
}

export const neededAreas = (): readonly string[] => [...needed.keys()];

/** The texts of an area, as its module exports them. */
export async function loadArea(area: string, language: Language): Promise<Texts> {
  const loaders = needed.get(area);
  if (loaders === undefined) throw new Error(`No part of Hearth has asked for the texts of ${area}`);
  return Object.assign({}, ...Object.values(await loaders[language]()));
}

/** Whoever speaks says how an area is fetched in the language of the moment. */
export function fetchTextsBy(bring: (area: string) => Promise<void>): void {
  fetchArea = async (area) => {
    await bring(area);
    missing.delete(area);
  };
}
