import { fileNameOf, folderOf, safeFolder, safeName } from './file-names.ts';

export interface NamedNote {
  readonly title: string;
  readonly folder: string;
}

/** Where its file lies, and the title that the note had when the file's name was last right for it. */
export interface NamedFile {
  readonly path: string;
  readonly title: string | null;
}

export const isInside = (folder: string, mirror: string): boolean =>
  folder === mirror || folder.startsWith(`${mirror}/`);

/** Where a note's file is to lie: a name that was right stays, also one that this note would not have been given. */
export function wantedPath({ title, folder }: NamedNote, mirror: string, file: NamedFile | null): string {
  const below = folder.slice(mirror.length + 1);
  const safe = below === '' ? mirror : `${mirror}/${safeFolder(below)}`;
  const held = file === null ? null : folderOf(file.path);
  const place = held === folder || held === safe ? held : safe;
  const keepsName = file !== null && (file.title === null || file.title === title);
  return `${place}/${keepsName ? fileNameOf(file.path) : nameOf(title, file)}`;
}

const nameOf = (title: string, file: NamedFile | null): string => {
  const extension = file === null ? '.md' : file.path.slice(file.path.lastIndexOf('.'));
  return `${title.trim() === '' ? 'Untitled' : safeName(title)}${extension}`;
};
