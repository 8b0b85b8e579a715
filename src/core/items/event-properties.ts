/** A line of a calendar or an address book, read. */
export interface LineProperty {
  /** In lower case. */
  readonly name: string;
  /** Names in lower case; several values joined by a comma. */
  readonly params: Readonly<Record<string, string>>;
  /** Unescaped; times as jCal writes them. A structured value is one text, its parts joined by `;`. */
  readonly values: readonly string[];
}

export const propertyOf = (properties: readonly LineProperty[], name: string): LineProperty | undefined =>
  properties.find((property) => property.name === name);

/** The text of the first property of a name; empty where there is none. */
export const textOf = (properties: readonly LineProperty[], name: string): string =>
  propertyOf(properties, name)?.values[0]?.trim() ?? '';

/** Every value of every property of a name. */
export const textsOf = (properties: readonly LineProperty[], name: string): readonly string[] =>
  properties
    .filter((property) => property.name === name)
    .flatMap(({ values }) => values.map((value) => value.trim()))
    .filter((value) => value !== '');
