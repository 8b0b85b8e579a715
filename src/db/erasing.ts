import { AppError } from '../core/errors.ts';
import { orNull, privateRoot } from './stores/opfs.ts';

/** Written by the page that erases (`app/recovery/erase-mark.ts`) before it begins, and removed when nothing is left. */
const MARK_FILE = 'hearth-erasing';

/** Rejects with `conflict`, and `details.erasing`, where everything was being erased and that was cut off. */
export async function refuseWhileErasing(): Promise<void> {
  if ((await orNull((await privateRoot()).getFileHandle(MARK_FILE))) === null) return;
  const message = 'Everything of Hearth was being erased here, and that is not finished.';
  throw new AppError('conflict', message, { details: { erasing: true } });
}
