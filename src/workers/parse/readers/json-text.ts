import type { PlacedRange } from '../../../core/items/source-place.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
type JsonPath = readonly (string | number)[];

export const isJsonObject = (value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface JsonText {
  readonly text: string;
  readonly places: readonly PlacedRange[];
  /** Values that found no room. */
  readonly leftOut: number;
}

/** Code units of the text, and values, at most. */
const MAX_TEXT = 20_000_000;
const MAX_VALUES = 200_000;
/** Deeper values are not moved further to the right. */
const MAX_INDENT = 12;

export const scalarText = (value: JsonValue | undefined): string =>
  value === null || value === undefined ? '' : String(value);

interface Step {
  readonly value: JsonValue;
  readonly path: JsonPath;
  readonly label: string;
  readonly depth: number;
}

function childrenOf({ value, path, depth }: Step, below: number): readonly Step[] {
  if (Array.isArray(value))
    return value.map((child: JsonValue, i) => ({ value: child, path: [...path, i], label: '-', depth: depth + below }));
  if (!isJsonObject(value)) return [];
  return Object.keys(value).map((key) => ({
    value: value[key] ?? null,
    path: [...path, key],
    label: `${key.replace(/\s+/g, ' ')}:`,
    depth: depth + below,
  }));
}

/** A JSON value as an outline without quotes and brackets, each line placed by the keys that lead to it. */
export function jsonText(root: JsonValue): JsonText {
  const pieces: string[] = [];
  const places: PlacedRange[] = [];
  let length = 0;
  let leftOut = 0;
  const write = ({ value, path, label, depth }: Step): void => {
    const indent = '  '.repeat(Math.min(depth, MAX_INDENT));
    const scalar = typeof value === 'object' && value !== null ? '' : String(value);
    const lines = scalar.includes('\n') ? `\n${scalar.replace(/^/gm, `${indent}  `)}` : ` ${scalar}`;
    const line = `${indent}${label}${scalar === '' ? '' : lines}`;
    if (places.length >= MAX_VALUES || length + line.length > MAX_TEXT) leftOut += 1;
    else {
      const start = length + indent.length;
      places.push({ start, end: length + line.length, place: { type: 'value', path } });
      pieces.push(`${line}\n`);
      length += line.length + 1;
    }
  };
  const stack: Step[] = [{ value: root, path: [], label: '', depth: 0 }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const isRoot = step.path.length === 0;
    const children = childrenOf(step, isRoot ? 0 : 1);
    if (!isRoot || children.length === 0) write(step);
    for (const child of children.toReversed()) stack.push(child);
  }
  return { text: pieces.join(''), places, leftOut };
}

const isScalar = (value: JsonValue): boolean => typeof value !== 'object' || value === null;

/** Names of the columns, where a value is a list of at least two objects that hold no others; else null. */
export function tableColumns(root: JsonValue): readonly string[] | null {
  if (!Array.isArray(root) || root.length < 2) return null;
  const columns = new Set<string>();
  for (const row of root as readonly JsonValue[]) {
    if (!isJsonObject(row)) return null;
    for (const key of Object.keys(row)) {
      if (!isScalar(row[key] ?? null)) return null;
      if (columns.size < 10_000) columns.add(key);
    }
  }
  return [...columns];
}
