import { type AppError, toAppError } from '../../../core/errors.ts';
import { type Made, removeHalfMade, type StoreDirectory } from '../directory.ts';
import type { StoreImage } from './image.ts';
import { type OpenedPglite, openPglite } from './open-pglite.ts';
import { tidyState } from './pool-files.ts';

export interface PgliteDirectoryOptions {
  readonly engine: Promise<WebAssembly.Module>;
  /** Asked for where there is no database yet; null to make it by the migrations. */
  readonly image: () => Promise<StoreImage> | null;
  readonly onImageRefused: (reason: AppError) => void;
}

/**
 * Opens the database of the directory, or makes it: from the image, or, where that cannot be used, from nothing. Rejects with
 * `unsupported` where a new one finds too few files.
 */
export async function openPgliteDirectory(
  directory: StoreDirectory,
  { engine, image: fetchImage, onImageRefused }: PgliteDirectoryOptions,
): Promise<OpenedPglite & { readonly made: Made }> {
  const target = { directory: directory.path, engine };
  if (directory.made !== null) {
    const { faults: missing, removeNameless } = await tidyState(directory);
    const opened = await openPglite({ ...target, start: { from: 'existing' } });
    await removeNameless();
    const faults = [...missing, ...opened.faults.filter(({ path }) => !missing.some((each) => each.path === path))];
    return { ...opened, faults, made: directory.made };
  }
  const image = fetchImage();
  image?.catch(() => undefined); // told where it is unpacked
  await removeHalfMade(directory);
  if (image !== null) {
    try {
      return { ...(await openPglite({ ...target, start: { from: 'image', image } })), made: 'image' };
    } catch (thrown) {
      const reason = toAppError(thrown);
      if (reason.code !== 'internal' && reason.code !== 'store-corrupt') throw reason;
      onImageRefused(reason);
      await removeHalfMade(directory);
    }
  }
  return { ...(await openPglite({ ...target, start: { from: 'nothing' } })), made: 'migrated' };
}
