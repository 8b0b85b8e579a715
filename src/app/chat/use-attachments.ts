import { type RefCallback, useCallback, useRef, useState } from 'react';
import { useClient } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import type { Place } from '../import/collect.ts';
import { useImporting } from '../import/ImportProvider.tsx';
import { useToast } from '../ui/Toast.tsx';
import type { Mention } from './drafts.ts';

/** Files that are being brought in for the question. */
export interface Attachment {
  readonly key: string;
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly stop: () => void;
}

export interface Attachments {
  readonly running: readonly Attachment[];
  readonly choose: () => void;
  readonly paste: (files: Iterable<File>) => void;
  /** Of the element that files are dropped onto. */
  readonly dropRef: RefCallback<HTMLElement>;
}

/** Files that are chosen, dropped or pasted are brought in, and become what the question is about. */
export function useAttachments(onAttached: (mentions: readonly Mention[]) => void): Attachments {
  const client = useClient();
  const toast = useToast();
  const t = useT();
  const locale = useLocale();
  const { takeDrops } = useImporting();
  const [running, setRunning] = useState<readonly Attachment[]>([]);
  const put = useCallback((key: string, next: Partial<Attachment> | null) => {
    setRunning((all) =>
      next === null
        ? all.filter((one) => one.key !== key)
        : all.map((one) => (one.key === key ? { ...one, ...next } : one)),
    );
  }, []);
  const attach = useCallback(
    async (places: readonly Place[]) => {
      if (places.length === 0) return;
      const key = client.newId();
      const abort = new AbortController();
      const name = places.length === 1 ? (places[0]?.name ?? '') : t('composer.files', { count: places.length });
      setRunning((all) => [...all, { key, name, done: 0, total: 0, stop: () => abort.abort() }]);
      const { attachPlaces, sayWhy } = await import('./attach-files.ts');
      try {
        const onProgress = (done: number, total: number) => put(key, { done, total });
        const { mentions, failed } = await attachPlaces(client, places, { signal: abort.signal, onProgress });
        onAttached(mentions);
        for (const each of failed) toast.show({ text: t('composer.notAttached', each), tone: 'bad' });
      } catch (thrown) {
        const why = sayWhy(thrown);
        if (why !== null) toast.show({ text: why, tone: 'bad' });
      } finally {
        put(key, null);
      }
    },
    [client, onAttached, put, t, toast],
  );
  const latest = useRef(attach);
  latest.current = attach;
  const dropRef = useCallback<RefCallback<HTMLElement>>(
    (element) => (element === null ? undefined : takeDrops(element, (places) => void latest.current(places))),
    [takeDrops],
  );
  const choose = async () => {
    const { pickFiles } = await import('../import/pickers.ts');
    await attach(await pickFiles());
  };
  const paste = async (files: Iterable<File>) => {
    // The clipboard is emptied after the event.
    const kept = [...files];
    const { pastedFiles } = await import('./attach-files.ts');
    const when = new Date()
      .toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'medium' })
      .replaceAll(/[/:]/g, '.');
    await attach(pastedFiles(kept, t('composer.pastedPicture', { when })));
  };
  return { running, choose: () => void choose(), paste: (files) => void paste(files), dropRef };
}
