/** What the page and its worker say to each other. */
export interface Request {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

export interface Answer {
  readonly id: number;
  readonly value?: unknown;
  /** JSON of an `ErrorShape`. */
  readonly error?: string;
}
