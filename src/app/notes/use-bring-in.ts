import { useMemo } from 'react';
import { toAppError } from '../../core/errors.ts';
import type { ImportReport } from '../../core/queries.ts';
import type { HearthClient, ImportSource } from '../../workers/kernel/kernel.api.ts';
import { useClient } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useToast } from '../ui/Toast.tsx';
import type { EditorServices } from './editor/facets.ts';
import { pictureName } from './picture-name.ts';

/** Pictures become things of their own, in one import that can be taken back. */
export function useBringIn(): EditorServices['bringIn'] {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  return useMemo(
    () => async (files) => {
      const now = new Date();
      const sources = files.map((file, at) => {
        const name = pictureName(file.name, file.type, now, at);
        return { path: `${t('editor.pictures')}/${name}`, file: new File([file], name, { type: file.type }) };
      });
      try {
        const report = await client.import(sources, { label: t('editor.pictures'), icons: true });
        const undo = () => client.command('undo-import', { runId: report.import.runId }).then(() => undefined);
        const failed = report.files.find(({ status }) => status === 'failed');
        if (failed) toast.show({ text: t('editor.picturesRefused', { reason: failed.reason ?? '' }), tone: 'bad' });
        const added = report.files.filter(({ status }) => status === 'added').length;
        if (added > 0)
          toast.show({
            text: t('editor.picturesAdded', { count: added }),
            action: { label: t('ui.undo'), run: undo },
          });
        return await namesOf(client, sources, report);
      } catch (thrown) {
        toast.show({ text: toAppError(thrown).message, tone: 'bad' });
        return [];
      }
    },
    [client, t, toast],
  );
}

/** What embeds each picture, in their order: where its bytes were here before, it is the one that was here. */
async function namesOf(
  client: HearthClient,
  sources: readonly ImportSource[],
  { files }: ImportReport,
): Promise<readonly string[]> {
  const ids = sources.map(({ path }) => files.find((file) => file.path === path)?.itemId ?? null);
  const views = await Promise.all(
    ids.map((itemId) => (itemId === null ? null : client.query('item-head', { itemId }))),
  );
  return views.flatMap((view) => (view === null ? [] : [view.item.fileName ?? view.item.title]));
}
