/** An element as those who write its text need it: its name, its attributes, where its start tag stands. */
export interface HtmlTag {
  readonly name: string;
  readonly attribute: (name: string) => string | null;
  readonly from: number;
  readonly to: number;
}
