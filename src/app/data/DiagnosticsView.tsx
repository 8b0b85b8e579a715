import { Copy, Download } from 'lucide-react';
import type { Diagnostics, PageFacts } from '../../core/diagnostics/diagnostics.ts';
import { diagnosticsText } from '../../core/diagnostics/diagnostics-text.ts';
import { useConnection, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Section } from '../settings/parts.tsx';
import { LoadError } from '../shell/LoadError.tsx';
import { useUpdateState } from '../shell/pwa.tsx';
import { StatusDetails } from '../shell/StatusDetails.tsx';
import { saveFile } from '../source/save-file.ts';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { useToast } from '../ui/Toast.tsx';
import { DataPage } from './DataPage.tsx';
import { DiagnosticsFacts } from './growth/DiagnosticsFacts.tsx';
import css from './growth/Growth.module.css';
import { IncidentList } from './growth/IncidentList.tsx';
import { browserFeatures, browserName } from './growth/page-facts.ts';

const c = classesOf(css);

/** How Hearth is doing: what somebody who is asked for help wants to know. */
export function DiagnosticsView() {
  const t = useT();
  const { value: found, error, loading } = useLive('diagnostics', {});
  const page = usePageFacts();
  return (
    <DataPage title={t('data.diagnostics')}>
      <Section title={t('status.label')} intro={t('diagnostics.intro')}>
        <StatusDetails />
      </Section>
      {found !== undefined && <Share found={found} page={page} />}
      {found !== undefined && <IncidentList incidents={found.incidents} />}
      {found !== undefined && <DiagnosticsFacts found={found} page={page} />}
      {found === undefined && error && <LoadError error={error} />}
      {found === undefined && loading && <SkeletonRows />}
    </DataPage>
  );
}

function usePageFacts(): PageFacts {
  const connection = useConnection();
  const { offline } = useUpdateState();
  return {
    build: __BUILD_ID__,
    role: connection.state === 'ready' ? connection.role : 'none',
    browser: browserName(navigator.userAgent),
    features: { ...browserFeatures(), offline: offline === 'ready' },
  };
}

function Share({ found, page }: { readonly found: Diagnostics; readonly page: PageFacts }) {
  const t = useT();
  const toast = useToast();
  const copy = async () => {
    await navigator.clipboard.writeText(diagnosticsText(found, page));
    toast.show({ text: t('diagnostics.copied') });
  };
  const save = () => saveFile(new Blob([diagnosticsText(found, page)]), 'hearth-diagnostics.txt');
  return (
    <div className={c('actions')}>
      <Button icon={Copy} onPress={() => void copy()}>
        {t('diagnostics.copy')}
      </Button>
      <Button icon={Download} onPress={save}>
        {t('diagnostics.save')}
      </Button>
    </div>
  );
}
