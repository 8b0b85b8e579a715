import { z } from 'zod';
import { archiveRuleSchema } from './archive/archive-rule.ts';
import type { DiskParts } from './diagnostics/diagnostics.ts';
import type { RoomOutlook } from './diagnostics/room.ts';
import type { ErrorCode } from './errors.ts';
import type { Id } from './ids.ts';

/** What is asked about growth: archives, room, and how Hearth is doing. */
export const growthQuerySchemas = {
  archives: z.strictObject({}),
  /** What an archive by this rule would hold. */
  archivable: z.strictObject({ rule: archiveRuleSchema }),
  room: z.strictObject({}),
  diagnostics: z.strictObject({}),
} as const;

export interface ArchiveView {
  readonly id: Id;
  readonly name: string;
  readonly createdMs: number;
  readonly items: number;
  readonly sizeBytes: number;
  /** A file of it could not be read when it was searched last. */
  readonly damaged: boolean;
}

/** Things that are just moved to an archive, or back. */
export interface ArchiveWork {
  readonly kind: 'archive' | 'bring-back';
  readonly runId: Id;
  readonly archiveId: Id;
  readonly done: number;
  readonly total: number;
}

export interface ArchivesView {
  readonly archives: readonly ArchiveView[];
  readonly work: ArchiveWork | null;
  /** Why the last one ended before its time; null where it did not. */
  readonly failed: ErrorCode | null;
}

export interface ArchivableView {
  readonly items: number;
  /** What is free afterwards, about. */
  readonly freedBytes: number;
}

export interface RoomView {
  /** Null where the browser does not say what the quota is. */
  readonly outlook: RoomOutlook | null;
  readonly bytes: DiskParts;
  readonly persisted: boolean;
  readonly inBin: number;
}
