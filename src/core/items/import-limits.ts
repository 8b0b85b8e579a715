import type { Settings } from '../settings/settings.ts';
import type { PathLimits } from './path.ts';

export interface ImportLimits extends PathLimits {
  /** Bytes of one file. */
  readonly maxFileBytes: number;
  /** Files of one import, without those that are skipped. */
  readonly maxFiles: number;
  /** Bytes of one import. */
  readonly maxTotalBytes: number;
  /** Files within files: what lies in an archive has depth 1. Deeper ones are not opened. */
  readonly maxNesting: number;
}

export const DEFAULT_IMPORT_LIMITS: ImportLimits = {
  maxFileBytes: 50 * 1024 * 1024,
  maxFiles: 50_000,
  maxTotalBytes: 4 * 1024 * 1024 * 1024,
  maxNesting: 3,
  maxPathLength: 1_024,
  maxDepth: 32,
};

/** The limits as the user has set them. */
export const importLimits = (settings: Settings): ImportLimits => ({
  ...DEFAULT_IMPORT_LIMITS,
  maxFileBytes: settings['import.maxFileBytes'],
  maxFiles: settings['import.maxFiles'],
});
