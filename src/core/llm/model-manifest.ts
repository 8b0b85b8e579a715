/** A model as files to fetch: what is loaded is checked against this before it is used. */
export interface ModelFile {
  /** Relative to the model's folder. */
  readonly path: string;
  readonly sizeBytes: number;
  /** SHA-256 in lower-case hex. */
  readonly sha256: string;
}

export interface ModelManifest {
  /** Also its folder's name below `models/`. */
  readonly id: string;
  readonly name: string;
  readonly task: 'chat' | 'embedding' | 'pictures';
  readonly licence: string;
  readonly source: string;
  /** 0 for one that reads no tokens. */
  readonly contextTokens: number;
  readonly files: readonly ModelFile[];
  /** Files of the same folder that are wanted on another device: where they are, they stay. */
  readonly keeps?: readonly ModelFile[];
}
