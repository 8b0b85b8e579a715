import { useNavigate } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { ImportView } from '../../core/queries.ts';
import { useCommand, useLive } from '../client.tsx';
import { T, useT } from '../i18n/i18n.tsx';
import css from '../library/Library.module.css';
import { useCount } from '../ui/Bytes.tsx';
import { Chip } from '../ui/Chip.tsx';
import { classesOf } from '../ui/classes.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { useToast } from '../ui/Toast.tsx';
import { useImporting } from './ImportProvider.tsx';
import { barOf, isLive, sentenceOf } from './import-progress.ts';
import { ReportDialog } from './ReportDialog.tsx';

const c = classesOf(css);
const SHOWN = 5;

/** What is being imported, and what was in this visit. */
export function ImportPanel() {
  const { collecting, sinceMs, hidden } = useImporting();
  const { value = [] } = useLive('imports', { limit: SHOWN });
  const [report, setReport] = useState<ImportView | null>(null);
  const shown = value.filter((view) => isLive(view) || ((view.finishedMs ?? 0) > sinceMs && !hidden.has(view.runId)));
  return (
    <>
      {collecting !== null && <Collecting found={collecting} />}
      {shown.map((view) => (
        <ImportCard key={view.runId} view={view} onReport={() => setReport(view)} />
      ))}
      {report !== null && <ReportDialog view={report} onClose={() => setReport(null)} />}
    </>
  );
}

function Collecting({ found }: { readonly found: number }) {
  const t = useT();
  const { stopCollecting } = useImporting();
  return (
    <div className={c('job')} role="status">
      <span>{t('import.collecting', { count: found })}</span>
      <span className={c('jobActions')}>
        <Chip onPress={stopCollecting}>{t('import.stop')}</Chip>
      </span>
    </div>
  );
}

interface CardProps {
  readonly view: ImportView;
  readonly onReport: () => void;
}

function ImportCard({ view, onReport }: CardProps) {
  const t = useT();
  const count = useCount();
  const { done, total } = barOf(view);
  const values = {
    label: view.label,
    done: count(done),
    total: count(total),
    count: view.added + view.updated,
    reason: view.error?.message ?? '',
  };
  const { label } = values;
  return (
    <section className={c('job')} aria-label={t('import.progress', { label })}>
      <span>
        <T id={sentenceOf(view)} values={values} components={{ 0: <b /> }} />
        {view.status === 'reading' && <span className={c('jobNote')}> {t('import.mayClose')}</span>}
        {view.status === 'done' && view.unchanged > 0 && (
          <span className={c('jobNote')}> {t('import.doneUnchanged', { count: view.unchanged })}</span>
        )}
      </span>
      <CardActions view={view} onReport={onReport} />
      {isLive(view) && (
        <div className={c('bar2')}>
          <ProgressBar
            label={t('import.progress', { label })}
            done={done}
            total={total}
            valueText={t('import.progressValue', { done: values.done, total: values.total })}
          />
        </div>
      )}
    </section>
  );
}

function CardActions({ view, onReport }: CardProps) {
  const t = useT();
  const command = useCommand();
  const undo = useUndoImport();
  const navigate = useNavigate();
  const { hide } = useImporting();
  const { runId } = view;
  const running = view.status === 'copying' || view.status === 'reading';
  return (
    <span className={c('jobActions')}>
      {view.failed > 0 ? (
        <Chip icon={TriangleAlert} tone="warn" onPress={onReport}>
          {t('import.problems', { count: view.failed })}
        </Chip>
      ) : (
        !isLive(view) && <Chip onPress={onReport}>{t('import.report')}</Chip>
      )}
      {running && <Chip onPress={() => void command('pause-run', { runId })}>{t('import.pause')}</Chip>}
      {view.status === 'paused' && (
        <Chip onPress={() => void command('resume-run', { runId })}>{t('import.resume')}</Chip>
      )}
      {isLive(view) && <Chip onPress={() => void command('stop-run', { runId })}>{t('import.stop')}</Chip>}
      {view.status === 'done' && view.added > 0 && (
        <Chip onPress={() => void navigate({ to: '/ask' })}>{t('import.ask')}</Chip>
      )}
      {!isLive(view) && view.added + view.updated > 0 && (
        <Chip onPress={() => void undo(view)}>{t('import.undo')}</Chip>
      )}
      {!isLive(view) && <Chip onPress={() => hide(runId)}>{t('import.hide')}</Chip>}
    </span>
  );
}

function useUndoImport(): (view: ImportView) => Promise<void> {
  const t = useT();
  const command = useCommand();
  const toast = useToast();
  const { hide } = useImporting();
  return async ({ runId, label }: { readonly runId: Id; readonly label: string }) => {
    const outcome = await command('undo-import', { runId });
    if (outcome === null) return;
    hide(runId);
    const kept = outcome.kept ?? 0;
    toast.show({ text: kept > 0 ? t('import.undoneKept', { label, count: kept }) : t('import.undone', { label }) });
  };
}
