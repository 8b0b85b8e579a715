import { z } from 'zod';
import type { ErrorShape } from './errors.ts';

/** Where what the user has is kept, and how it is moved. */

export const placeQuerySchemas = { places: z.strictObject({}) } as const;

export const ENGINE_KINDS = ['pglite', 'sqlite'] as const;
export type EngineKind = (typeof ENGINE_KINDS)[number];

/** A store that was in use before, left as it was. */
export interface KeptPlace {
  readonly id: string;
  readonly kind: EngineKind;
  /** When it was last written to. */
  readonly leftMs: number;
  readonly sizeBytes: number;
}

export interface MoveView {
  readonly kind: EngineKind;
  /** What is under way is ended; the new store is made; rows are copied; the copy is read to its end. */
  readonly phase: 'waiting' | 'making' | 'copying' | 'comparing';
  /** Rows. */
  readonly done: number;
  readonly total: number;
}

export interface PlacesView {
  /** Null where nothing is kept. */
  readonly current: {
    readonly kind: EngineKind;
    readonly madeMs: number;
    readonly purpose: 'new' | 'move' | 'restore' | 'repair';
  } | null;
  /** The last one first. */
  readonly kept: readonly KeptPlace[];
  /** The move that is under way: nothing can be changed meanwhile. */
  readonly move: MoveView | null;
  /** Why the last one came to nothing, since the kernel was opened. */
  readonly failure: { readonly kind: EngineKind; readonly error: ErrorShape } | null;
}
