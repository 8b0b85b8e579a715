import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { ImportReport } from '../../core/queries.ts';
import { useClient, useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useToast } from '../ui/Toast.tsx';
import { collectPlaces, type LeftOut, type Place } from './collect.ts';
import { firstLine } from './first-line.ts';
import { placesOfFiles } from './places.ts';

export interface Importing {
  /** Files found so far while a folder is walked; null when none is. */
  readonly collecting: number | null;
  readonly stopCollecting: () => void;
  /** What could not be opened when it was collected, of the last import: not known to the kernel. */
  readonly leftOut: readonly LeftOut[];
  /** When this visit began, UTC ms: what finished before it is not shown any more. */
  readonly sinceMs: number;
  /** Finished imports that the user has put away. */
  readonly hidden: ReadonlySet<Id>;
  readonly hide: (runId: Id) => void;
  readonly add: (places: readonly Place[]) => void;
  readonly addFiles: (files: Iterable<File>) => void;
  readonly addText: (text: string) => void;
  /** What is dropped on the element is the taker's, not the library's; gives what ends that. */
  readonly takeDrops: (element: Element, taker: (places: readonly Place[]) => void) => () => void;
  /** Whoever takes what is dropped on one of these, the uppermost first. */
  readonly takerAt: (elements: readonly Element[]) => ((places: readonly Place[]) => void) | undefined;
}

const ImportContext = createContext<Importing | null>(null);

export function useImporting(): Importing {
  const importing = useContext(ImportContext);
  if (importing === null) throw new Error('useImporting outside ImportProvider');
  return importing;
}

/** Takes what the user gives and hands it to the kernel. Goes on while the user walks through the areas. */
export function ImportProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const command = useCommand();
  const toast = useToast();
  const t = useT();
  const [collecting, setCollecting] = useState<number | null>(null);
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([]);
  const [sinceMs] = useState(() => Date.now());
  const [hidden, setHidden] = useState<ReadonlySet<Id>>(new Set());
  const walk = useRef<AbortController>(null);
  const [takers] = useState(() => new Map<Element, (places: readonly Place[]) => void>());

  const finish = useCallback(
    (report: ImportReport) => {
      const { runId, added, updated, failed, label, status } = report.import;
      // In the library its card says so.
      if (status !== 'done' || location.hash.startsWith('#/library')) return;
      const undo = async (id: Id) => {
        await client.command('undo-import', { runId: id });
      };
      const text = t('import.finished', { label, count: added + updated, failed });
      const changed = added + updated > 0;
      toast.show({ text, ...(changed ? { action: { label: t('ui.undo'), run: () => undo(runId) } } : {}) });
    },
    [client, toast, t],
  );
  const refuse = useCallback(
    (thrown: unknown) => {
      const error = toAppError(thrown);
      if (error.code !== 'cancelled') toast.show({ text: error.message, tone: 'bad' });
    },
    [toast],
  );

  const add = useCallback(
    async (places: readonly Place[]) => {
      if (places.length === 0) return;
      const abort = new AbortController();
      walk.current = abort;
      setCollecting(0);
      try {
        const found = await collectPlaces(places, {
          signal: abort.signal,
          onProgress: ({ done }) => setCollecting(done),
        });
        setLeftOut(found.leftOut);
        if (found.sources.length === 0) return toast.show({ text: t('import.nothing') });
        const label = found.label ?? t('import.severalFiles');
        // The card of the search stands until the import's own comes.
        finish(await client.import(found.sources, { label, onProgress: () => setCollecting(null) }));
      } catch (thrown) {
        refuse(thrown);
      } finally {
        if (walk.current === abort) setCollecting(null);
      }
    },
    [client, finish, refuse, t, toast],
  );

  const addText = useCallback(
    async (text: string) => {
      if (text.trim() === '') return toast.show({ text: t('import.emptyClipboard') });
      const title = firstLine(text) || t('import.pasted');
      await command(
        'create-note',
        { itemId: client.newId(), title, text },
        { done: t('import.pastedDone', { title }) },
      );
    },
    [client, command, t, toast],
  );

  const importing = useMemo<Importing>(
    () => ({
      collecting,
      leftOut,
      sinceMs,
      hidden,
      hide: (runId) => setHidden((old) => new Set(old).add(runId)),
      stopCollecting: () => walk.current?.abort(),
      add: (places) => void add(places),
      addFiles: (files) => void add(placesOfFiles(files)),
      addText: (text) => void addText(text),
      takeDrops: (element, taker) => {
        takers.set(element, taker);
        return () => void takers.delete(element);
      },
      takerAt: (elements) => takers.get(elements.find((element) => takers.has(element)) ?? document.body),
    }),
    [collecting, leftOut, sinceMs, hidden, add, addText, takers],
  );
  return <ImportContext value={importing}>{children}</ImportContext>;
}
