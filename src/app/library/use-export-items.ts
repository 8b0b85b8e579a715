import type { Id } from '../../core/ids.ts';
import { useClient } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useWork, type Work } from '../recovery/use-work.ts';
import { saveFile } from '../source/save-file.ts';
import { useToast } from '../ui/Toast.tsx';

export interface ExportItems {
  readonly work: Work;
  readonly save: (itemIds: readonly Id[]) => void;
}

/** Makes one file of chosen things and hands it to the browser's downloads. It is stopped when the view goes. */
export function useExportItems(): ExportItems {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const work = useWork();
  const save = (itemIds: readonly Id[]) =>
    work.run(t('library.export.working'), async (options) => {
      const { name, bytes, missing } = await client.exportItems(itemIds, options);
      saveFile(bytes, name);
      toast.show({ text: t('library.export.saved', { name, missing }) });
    });
  return { work, save };
}
