/** Names that every file system takes, and places that are free. */

/** Refused by Windows, or by Obsidian in names that links are to reach; control characters by all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const REFUSED = /[\\/:*?"<>|#^[\]\0-\x1f\x7f-\x9f]/g;
/** Windows keeps these for devices, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** UTF-16 code units: below the 255 bytes that file systems allow, in any script, with room for a number. */
const MAX_NAME = 80;

/** A name for a file or folder, as near to what was wanted as all file systems allow. Never empty. */
export function safeName(name: string): string {
  const plain = cut(name.normalize('NFC').replace(REFUSED, '-'))
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  if (plain === '') return '_';
  return DEVICE.test(plain) ? `${plain.split('.')[0]}_${plain.slice(plain.split('.')[0]?.length)}` : plain;
}

function cut(name: string): string {
  if (name.length <= MAX_NAME) return name;
  const isPair = /[\ud800-\udbff]/.test(name.charAt(MAX_NAME - 1));
  return name.slice(0, isPair ? MAX_NAME - 1 : MAX_NAME);
}

export const safeFolder = (folder: string): string =>
  folder
    .split('/')
    .map((name) => safeName(name))
    .join('/');

/** Paths that many file systems take for one: whatever the case and the form of Unicode. */
export const sameOnDisk = (path: string): string => path.normalize('NFC').toLowerCase().normalize('NFC');

/** The first of `a.md`, `a 2.md`, … that is nobody's. */
export function freePath(wanted: string, isTaken: (path: string) => boolean): string {
  const dot = wanted.lastIndexOf('.');
  for (let count = 1; ; count++) {
    const path = count === 1 ? wanted : `${wanted.slice(0, dot)} ${count}${wanted.slice(dot)}`;
    if (!isTaken(path)) return path;
  }
}

const MIRRORED = /\.(?:md|markdown)$/i;
/** Notes are; all else is only read. */
export const isNoteFile = (path: string): boolean => MIRRORED.test(path);
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const fileNameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const stemOf = (path: string): string => fileNameOf(path).replace(MIRRORED, '');
