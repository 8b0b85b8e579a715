import { z } from 'zod';
import type { Id } from './ids.ts';
import type { FolderMode } from './mirror/mirror-commands.ts';

/** What is asked about folders that stay connected. */

export const folderQuerySchemas = {
  'connected-folders': z.strictObject({}),
  'connected-files': z.strictObject({ folderId: z.uuid() }),
  /** Items whose file is not in its connected folder any more. At most 10,000. */
  'items-gone': z.strictObject({}),
} as const;

export interface ConnectedFolder {
  readonly id: Id;
  /** The folder's own; the first name of its paths. */
  readonly name: string;
  readonly mode: FolderMode;
  readonly connectedMs: number;
  /** When it was compared with what is known last; null where that is still to come. */
  readonly checkedMs: number | null;
  /** Files that are there, as far as known. */
  readonly files: number;
  /** Files that were there before. */
  readonly missing: number;
}

export interface GoneItem {
  readonly itemId: Id;
  readonly missingMs: number;
}
