import type { PathLimits } from './path.ts';

export interface ImportLimits extends PathLimits {
  /** Bytes of one file. */
  readonly maxFileBytes: number;
  /** Files of one import, without those that are skipped. */
  readonly maxFiles: number;
  /** Bytes of one import. */
  readonly maxTotalBytes: number;
}

export const DEFAULT_IMPORT_LIMITS: ImportLimits = {
  maxFileBytes: 50 * 1024 * 1024,
  maxFiles: 50_000,
  maxTotalBytes: 4 * 1024 * 1024 * 1024,
  maxPathLength: 1_024,
  maxDepth: 32,
};
