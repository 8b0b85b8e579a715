/** A property as it is shown and set. `other`: YAML that is shown as it is written, and changed in the text only. */
export type PropertyValue =
  | { readonly type: 'text' | 'date' | 'link' | 'other'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'checkbox'; readonly value: boolean }
  | { readonly type: 'list'; readonly value: readonly string[] };

export type PropertyType = PropertyValue['type'];

export interface Property {
  readonly key: string;
  /** 1-based, in the note. */
  readonly line: number;
  readonly value: PropertyValue;
}

/** `bad`: YAML that cannot be read; it is left alone. `code`: as the YAML library names the fault, or one of ours. */
export type PropertiesView =
  | { readonly state: 'none' }
  | { readonly state: 'read'; readonly properties: readonly Property[] }
  | { readonly state: 'bad'; readonly line: number; readonly code: string };
