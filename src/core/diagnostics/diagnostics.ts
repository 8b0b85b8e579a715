import type { EmbeddingState, KernelStatus, PicturesState } from '../queries.ts';
import type { Incident } from './incident.ts';
import type { RoomOutlook } from './room.ts';

/** How Hearth is doing, in figures and in words of its own: nothing here was given by the user. */
export interface Diagnostics {
  readonly atMs: number;
  readonly store: KernelStatus['store'] & { readonly engine: KernelStatus['engine']; readonly schemaVersion: number };
  /** Null for a store in memory. */
  readonly place: { readonly purpose: 'new' | 'move' | 'restore' | 'repair'; readonly madeMs: number } | null;
  /** Why writes are refused; null where they are taken. */
  readonly refusal: string | null;
  readonly counts: {
    readonly items: number;
    readonly passages: number;
    readonly inBin: number;
    readonly archived: number;
  };
  readonly bytes: DiskParts;
  readonly storage: KernelStatus['storage'];
  readonly room: RoomOutlook | null;
  /** `tabs`: null where the browser does not say. */
  readonly kernel: { readonly openMs: number; readonly upMs: number; readonly tabs: number | null };
  readonly queues: {
    readonly writes: number;
    readonly indexing: number;
    readonly embedding: number;
    readonly pictures: number;
    readonly runs: number;
  };
  readonly embedding: EmbeddingState['state'];
  readonly pictures: PicturesState['state'];
  readonly model: KernelStatus['model']['state']['state'];
  readonly checks: readonly CheckView[];
  readonly incidents: readonly Incident[];
}

/** What lies in the browser, by kind, in bytes. */
export interface DiskParts {
  readonly database: number;
  /** Without the archives, which lie among them. */
  readonly originals: number;
  readonly index: number;
  readonly models: number;
  readonly backups: number;
  readonly keptPlaces: number;
  readonly archives: number;
}

export interface CheckView {
  readonly name: (typeof CHECK_NAMES)[number];
  /** Null for what has not run yet. */
  readonly atMs: number | null;
  /** Of its outcome what is ours: figures, truths, known words. */
  readonly facts: readonly string[];
}

/** As they stand in the table of checks. */
export const CHECK_NAMES = ['backup', 'drill', 'deep-check'] as const;

/** What only the page knows. */
export interface PageFacts {
  readonly build: string;
  readonly role: 'leader' | 'follower' | 'none';
  /** Name and main version, such as `Chromium 156`. */
  readonly browser: string;
  readonly features: Readonly<Record<'webgpu' | 'opfs' | 'locks' | 'serviceWorker' | 'offline' | 'installed', boolean>>;
}
