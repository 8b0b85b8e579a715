import { useCallback, useMemo, useRef, useState } from 'react';
import { VList, type VListHandle } from 'virtua';
import type { Id } from '../../core/ids.ts';
import type { ImportFileView, ImportView } from '../../core/queries.ts';
import { useClient } from '../client.tsx';
import type { MessageId } from '../i18n/en.ts';
import { useSay, useT } from '../i18n/i18n.tsx';
import { useOpenSource } from '../shell/source-link.ts';
import { Button } from '../ui/Button.tsx';
import { useCount } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { useToast } from '../ui/Toast.tsx';
import { type SubscribePage, usePages } from '../usePages.ts';
import { useImporting } from './ImportProvider.tsx';
import css from './Report.module.css';

const c = classesOf(css);
const COPY_PAGE = 1000;

interface Line {
  readonly path: string;
  readonly status: ImportFileView['status'];
  readonly reason: string | null;
  /** What it became, or what it is the same as. */
  readonly itemId?: Id | null;
}

/** Names every file that was not read, or not all of it, and why; the rest on request. */
export function ReportDialog({ view, onClose }: { readonly view: ImportView; readonly onClose: () => void }) {
  const t = useT();
  const count = useCount();
  const [all, setAll] = useState(false);
  const copy = useCopyReport(view);
  const open = useOpenSource();
  const show = (itemId: Id) => {
    onClose();
    open(itemId);
  };
  const notOpened = useNotOpened();
  const problems = namedFirst(view) + notOpened.length;
  const failed = view.failed + notOpened.length;
  const sum = (
    [
      ['added', view.added],
      ['updated', view.updated],
      ['unchanged', view.unchanged],
      ['failed', failed],
      ['skipped', view.skipped],
    ] as const
  )
    .filter(([name, number]) => number > 0 || name === 'added')
    .map(([name, number]) => t(`import.report.${name}`, { count: count(number) }));
  const actions = (
    <>
      <Button onPress={() => setAll(!all)}>{t(all ? 'import.report.showProblems' : 'import.report.showAll')}</Button>
      <Button onPress={() => void copy(all)}>{t('import.report.copy')}</Button>
    </>
  );
  return (
    <Dialog title={t('import.reportTitle', { label: view.label })} open wide onClose={onClose} actions={actions}>
      <p className={c('sum')}>{sum.join(', ')}</p>
      {problems === 0 && !all ? (
        <p className={c('none')}>{t('import.report.none')}</p>
      ) : (
        <ReportList view={view} all={all} notOpened={notOpened} onOpen={show} />
      )}
    </Dialog>
  );
}

/** Files that stand first in the report: those that could not be read, and those of which something was left out. */
const namedFirst = ({ failed, warned }: ImportView): number => failed + warned;

/** What could not even be opened when it was collected: the kernel never heard of it. */
function useNotOpened(): readonly Line[] {
  const t = useT();
  const { leftOut } = useImporting();
  return useMemo(
    () =>
      leftOut.map(({ path, reason }) => ({ path, status: 'failed', reason: t(`import.leftOut.${reason}`) }) as const),
    [leftOut, t],
  );
}

interface ListProps {
  readonly view: ImportView;
  readonly all: boolean;
  readonly notOpened: readonly Line[];
  readonly onOpen: (itemId: Id) => void;
}

function ReportList({ view, all, notOpened, onOpen }: ListProps) {
  const client = useClient();
  const list = useRef<VListHandle>(null);
  const { runId, label } = view;
  const subscribe = useCallback<SubscribePage<ImportFileView>>(
    (offset, limit, onPage, onError) =>
      client.live(
        'import-report',
        { runId, offset, limit },
        (report) => onPage({ rows: report?.files ?? [], total: report?.import.total ?? 0 }),
        onError,
      ),
    [client, runId],
  );
  const pages = usePages(runId, subscribe);
  const listed = all ? (pages.total ?? 0) : Math.min(pages.total ?? 0, namedFirst(view));
  const rows = useMemo(
    () => Array.from({ length: notOpened.length + listed }, (_, index) => index),
    [notOpened, listed],
  );
  const report = useCallback(() => {
    const handle = list.current;
    if (handle === null) return;
    const first = handle.findItemIndex(handle.scrollOffset) - notOpened.length;
    pages.show(first - 20, first + 60);
  }, [pages, notOpened]);
  if (pages.loading) return <SkeletonRows />;
  return (
    <div className={c('list')}>
      <VList ref={list} data={rows} onScroll={report} tabIndex={0} role="list" aria-label={label}>
        {(index) => (
          <ReportLine key={index} line={notOpened[index] ?? pages.row(index - notOpened.length)} onOpen={onOpen} />
        )}
      </VList>
    </div>
  );
}

/** A file that was not read again because its bytes are those of another is told from one that is as it was. */
const statusOf = ({ status, reason }: Line): MessageId =>
  status === 'unchanged' && reason !== null ? 'import.status.same' : `import.status.${status}`;

interface ReportLineProps {
  readonly line: Line | undefined;
  readonly onOpen: (itemId: Id) => void;
}

function ReportLine({ line, onOpen }: ReportLineProps) {
  const t = useT();
  const say = useSay();
  return (
    // biome-ignore lint/a11y/useSemanticElements: the virtual list puts elements of its own around it
    <div className={c('file')} role="listitem">
      <div className={c('path')}>{line?.path}</div>
      {line && (
        <div className={c('why')}>
          <span className={c(line.status === 'failed' && 'failed')}>{t(statusOf(line))}</span>
          {line.reason && `. ${say(line.reason)}`}
        </div>
      )}
      {line?.itemId && (
        <span className={c('open')}>
          <Button
            small
            kind="quiet"
            aria-label={t('import.report.open', { path: line.path })}
            onPress={() => line.itemId && onOpen(line.itemId)}
          >
            {t('import.report.show')}
          </Button>
        </span>
      )}
    </div>
  );
}

/** One line a file, with tabs between: path, what became of it, why. */
function useCopyReport(view: ImportView): (all: boolean) => Promise<void> {
  const client = useClient();
  const toast = useToast();
  const t = useT();
  const notOpened = useNotOpened();
  return async (all) => {
    const lines: Line[] = [...notOpened];
    const wanted = all ? view.total : namedFirst(view);
    for (let offset = 0; offset < wanted; offset += COPY_PAGE) {
      const limit = Math.min(COPY_PAGE, wanted - offset);
      const report = await client.query('import-report', { runId: view.runId, offset, limit });
      if (report === null || report.files.length === 0) break;
      lines.push(...report.files);
    }
    await navigator.clipboard.writeText(
      lines.map((line) => [line.path, t(statusOf(line)), line.reason ?? ''].join('\t')).join('\n'),
    );
    toast.show({ text: t('ui.copied') });
  };
}
