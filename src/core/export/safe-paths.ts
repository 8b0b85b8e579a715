/** Names that people gave, as paths that every file system takes, each once. */
export interface SafePaths {
  /** A path below `top` that was not given before; `extension` with its dot, or ''. */
  take(top: string, folder: string, name: string, extension?: string): string;
}

/** UTF-16 code units; with three bytes each a name stays below the 255 that file systems take. */
const MAX_NAME = 80;
const MAX_FOLDERS = 12;

export function createSafePaths(): SafePaths {
  const taken = new Set<string>();
  /** How often a name came, so that the thousandth of its kind is found as fast as the first. */
  const counts = new Map<string, number>();
  return {
    take(top, folder, name, extension = '') {
      const folders = folder
        .split('/')
        .filter((part) => part !== '')
        .slice(0, MAX_FOLDERS)
        .map(safeName);
      const stem = [top, ...folders, safeName(name)].join('/');
      const first = fold(stem + extension);
      let number = counts.get(first) ?? 1;
      let path = stem + extension;
      // File systems that do not tell case apart would lay one over the other.
      while (taken.has(fold(path))) path = `${stem} (${++number})${extension}`;
      counts.set(first, number);
      taken.add(fold(path));
      return path;
    },
  };
}

const fold = (path: string) => path.normalize('NFKC').toLowerCase();

function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(FORBIDDEN, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+/, '')
    .slice(0, MAX_NAME)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/[ .]+$/, '');
  if (plain === '') return 'untitled';
  return RESERVED.test(plain) ? `_${plain}` : plain;
}

/** What Windows, macOS or a shell would stumble over; marks that turn the direction of writing hide what a name is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is taken out
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** `report.final.pdf` is `report.final` and `.pdf`; what looks like no extension is part of the name. */
export function splitExtension(fileName: string): readonly [name: string, extension: string] {
  const extension = /\.[a-z0-9]{1,10}$/i.exec(fileName)?.[0] ?? '';
  return [fileName.slice(0, fileName.length - extension.length), extension];
}
