/** The folder that was given for backups, for the page that has to ask the user; null where there is none. */
export async function loadOutsideFolder(): Promise<FileSystemDirectoryHandle | null> {
  const { readOutsideRecord } = await import('../../adapters/backup/outside-record.ts');
  return (await readOutsideRecord())?.folder ?? null;
}
