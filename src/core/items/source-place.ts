import type { Span } from './item.ts';

/** Where a range of an item's text stands in its original, in the words of the format. */
export type SourcePlace =
  /** Of a PDF. `page` counts from 1; boxes are `[left, top, right, bottom]` in shares of the page's width and height. */
  | { readonly type: 'page'; readonly page: number; readonly boxes: readonly Box[] }
  /** Of a document or book: the headings or chapters down to here. */
  | { readonly type: 'heading'; readonly path: readonly string[] }
  /** Of a conversation. `parent` is the id of the message that it answers, which shows the branches. */
  | {
      readonly type: 'message';
      readonly id: string;
      readonly parent: string | null;
      readonly author: string;
      readonly atMs: number | null;
    }
  /** Of a table. `row` counts from 1, as spreadsheets do; `sheet` is empty where there is only one. */
  | { readonly type: 'row'; readonly sheet: string; readonly row: number }
  /** Of a program: 1-based. */
  | { readonly type: 'line'; readonly line: number }
  /** Of a picture: where a word stands, in shares of its width and height as it is shown. */
  | { readonly type: 'image'; readonly box: Box }
  /** Of a value in JSON: keys and indexes down to it. */
  | { readonly type: 'value'; readonly path: readonly (string | number)[] };

export type Box = readonly [left: number, top: number, right: number, bottom: number];

export interface PlacedRange extends Span {
  readonly place: SourcePlace;
  /** Of a row of a table: column, start and end in its line of each cell in turn, where the line does not tell (`table-row.ts`). */
  readonly cells?: readonly number[];
}
