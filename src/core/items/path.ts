export interface PathLimits {
  /** UTF-16 code units of the whole path. */
  readonly maxPathLength: number;
  /** Folders above the file. */
  readonly maxDepth: number;
}

export type ImportPath =
  | { readonly ok: true; readonly path: string; readonly folder: string; readonly fileName: string }
  | { readonly ok: false; readonly message: string };

const refuse = (message: string): ImportPath => ({ ok: false, message });

const hasControl = (path: string): boolean => {
  for (let i = 0; i < path.length; i += 1) {
    const code = path.charCodeAt(i);
    if (code < 32 || (code >= 127 && code < 160)) return true;
  }
  return false;
};

/**
 * A file's path below the folder that was given, with `/` between names, in Unicode's composed form (NFC). Anything that
 * could point outside of that folder is refused. No common top folder is taken away.
 */
export function readImportPath(raw: string, limits: PathLimits): ImportPath {
  if (raw.length > limits.maxPathLength)
    return refuse(`The path is ${raw.length} characters long; at most ${limits.maxPathLength} are allowed.`);
  if (hasControl(raw)) return refuse('The path contains control characters.');
  const path = raw.normalize('NFC').replaceAll('\\', '/');
  if (/^[a-z]:/i.test(path)) return refuse('The path names a drive; only paths below the chosen folder are read.');
  if (path.startsWith('/')) return refuse('The path is absolute; only paths below the chosen folder are read.');
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) return refuse('The path points outside of the chosen folder ("..").');
  const fileName = names.pop();
  if (fileName === undefined || path.endsWith('/')) return refuse('The path has no file name.');
  if (names.length > limits.maxDepth)
    return refuse(`The file lies ${names.length} folders deep; at most ${limits.maxDepth} are allowed.`);
  const folder = names.join('/');
  return { ok: true, path: folder === '' ? fileName : `${folder}/${fileName}`, folder, fileName };
}
