import type { ImportLimits } from './import-limits.ts';
import { type ImportPlan, planImport, type TakenBefore } from './import-plan.ts';
import { readImportPath } from './path.ts';

/** A file that was found in another one. */
export interface FoundFile {
  /** Below the file that holds it, as written there. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  /** The part that it is attached to; null for what lies in an archive. */
  readonly attachedTo: { readonly part: string; readonly title: string } | null;
}

/** Where in the import a found file would lie. */
export interface FoundPlace {
  readonly folder: string;
  readonly path: string;
  /** Of an attachment: where others have that path, a number is put behind the folder's name. */
  readonly isAttachment: boolean;
}

const MAX_TITLE = 80;

/** The path without the extension of its last name. */
export function stemOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

const joined = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** A title as a folder's name: on one line, without what paths are made of. */
function folderName(title: string): string {
  const plain = title
    .replace(/[\\/\p{Cc}\p{Surrogate}]+/gu, '-')
    .replace(/^([a-z]):/i, '$1')
    .replace(/^[.\s]+/, '')
    .slice(0, MAX_TITLE)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
  return plain === '' ? 'Message' : plain;
}

/** `vault.zip` holds `a/b.md`: `vault/a/b.md`. A mail's attachment lies beside it, in a folder of the mail's own. */
export function placeOfFound(container: string, { path, attachedTo }: FoundFile): FoundPlace {
  if (attachedTo === null) {
    const folder = stemOf(container);
    return { folder, path: joined(folder, path), isAttachment: false };
  }
  const above = attachedTo.part === '' ? folderOf(container) : stemOf(container);
  const folder = joined(above, `${folderName(attachedTo.title)} attachments`);
  // A mailbox names its messages to tell their files apart; the folder does so already.
  const name = path.startsWith(`${attachedTo.part}/`) ? path.slice(attachedTo.part.length + 1) : path;
  return { folder, path: joined(folder, name), isAttachment: true };
}

function freePath({ folder, path, isAttachment }: FoundPlace, taken: ReadonlySet<string>): string {
  if (!isAttachment) return path;
  let free = path;
  for (let number = 2; taken.has(free); number++) free = `${folder} (${number})${path.slice(folder.length)}`;
  return free;
}

/** What will be taken of the files that were found in a container, by the same rules as files that a user gives. */
export function planEmbedded(
  container: string,
  found: readonly FoundFile[],
  limits: ImportLimits,
  before: TakenBefore,
): ImportPlan {
  const taken = new Set(before.paths);
  const places = found.map((file) => {
    const path = freePath(placeOfFound(container, file), taken);
    if (file.attachedTo !== null) taken.add(path);
    return path;
  });
  const listed = found.map((file, index) => {
    // A path that points outside is refused as it is written, not led inside by what is put before it.
    const path = readImportPath(file.path, limits).ok ? (places[index] ?? '') : file.path;
    return { ...file, path };
  });
  const plan = planImport(listed, limits, before);
  const refused = plan.refused.map((file) => ({ ...file, path: places[file.index] ?? file.path }));
  return { ...plan, refused };
}
