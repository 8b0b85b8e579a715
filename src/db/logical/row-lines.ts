import { writeHalves } from '../stores/half-vectors.ts';
import { fromBase64, toBase64 } from '../tables/cells.ts';
import type { ColumnShape, ColumnType, TableShape } from './shapes.ts';

/**
 * A row as a line of JSON that is the same whichever engine holds it: its columns by name, in alphabetical order. A column
 * that holds nothing is left out, so that `null` is JSON's own null. Integers beyond 2⁵³ and numbers that JSON does not know
 * are texts, bytes are base64, a vector is the base64 of its half floats, little-endian; JSON has its members sorted.
 */
export type RowLine = string;

/** A row as `copyColumns` selects it. */
export type SelectedRow = Readonly<Record<string, unknown>>;

export function toLine({ columns }: TableShape, row: SelectedRow): RowLine {
  const values: Record<string, unknown> = {};
  for (const { name, type } of columns) {
    const value = row[name];
    if (value !== null && value !== undefined) values[name] = WRITERS[type](value);
  }
  return JSON.stringify(values);
}

/** The values of a line for the columns of the table, in their order. Throws `SyntaxError` or `TypeError` for what is no such line. */
export function fromLine({ columns }: TableShape, line: RowLine): unknown[] {
  const values: unknown = JSON.parse(line);
  if (typeof values !== 'object' || values === null || Array.isArray(values)) throw new TypeError('a row is no object');
  return columns.map((column) => (Object.hasOwn(values, column.name) ? readValue(column, values) : null));
}

function readValue({ name, type }: ColumnShape, values: object): unknown {
  const value = (values as Record<string, unknown>)[name];
  try {
    return READERS[type](value);
  } catch (cause) {
    throw new TypeError(`${name} is no ${type}`, { cause });
  }
}

type Convert = (value: unknown) => unknown;

const asItIs: Convert = (value) => value;

const WRITERS: Readonly<Record<ColumnType, Convert>> = {
  text: asItIs,
  uuid: asItIs,
  integer: asItIs,
  bigint: (value) => (typeof value === 'bigint' ? String(value) : value),
  double: (value) => (Number.isFinite(value) && !Object.is(value, -0) ? value : doubleText(value)),
  boolean: (value) => value === true || value === 1,
  json: (value) => sorted(JSON.parse(String(value))),
  bytes: (value) => toBase64(value as Uint8Array),
  vector: (value) => toBase64(value instanceof Uint8Array ? value : writeHalves([vectorOf(String(value))])),
};

const READERS: Readonly<Record<ColumnType, Convert>> = {
  text: expectType('string'),
  uuid: expectType('string'),
  integer: expectType('number'),
  bigint: (value) => (typeof value === 'string' ? BigInt(value) : expectType('number')(value)),
  double: (value) => (typeof value === 'string' ? Number(value) : expectType('number')(value)),
  boolean: expectType('boolean'),
  json: (value) => JSON.stringify(value),
  bytes: (value) => fromBase64(String(expectType('string')(value))),
  vector: (value) => fromBase64(String(expectType('string')(value))),
};

const doubleText = (value: unknown) => (Object.is(value, -0) ? '-0' : String(value));

function expectType(type: 'string' | 'number' | 'boolean'): Convert {
  return (value) => {
    const found: string = typeof value;
    if (found !== type) throw new TypeError(`${found} instead of ${type}`);
    return value;
  };
}

const vectorOf = (text: string): Float32Array => Float32Array.from(JSON.parse(text));

/** As pgvector receives a `halfvec` in binary: how many, two bytes of nothing, then the halves, all big-endian. */
export function toVectorWire(halves: Uint8Array): Uint8Array {
  const wire = new Uint8Array(4 + halves.length);
  new DataView(wire.buffer).setUint16(0, halves.length / 2);
  for (let at = 0; at + 1 < halves.length; at += 2) {
    wire[at + 4] = halves[at + 1] ?? 0;
    wire[at + 5] = halves[at] ?? 0;
  }
  return wire;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, sorted(member)] as const);
  // Without a prototype: a member may be called `__proto__`.
  const ordered: Record<string, unknown> = Object.create(null);
  for (const [name, member] of members.toSorted(([one], [other]) => (one < other ? -1 : 1))) ordered[name] = member;
  return ordered;
}
