import { useT } from '../i18n/i18n.tsx';
import { Section } from '../settings/parts.tsx';
import { StatusDetails } from '../shell/StatusDetails.tsx';
import { DataPage } from './DataPage.tsx';

export function DiagnosticsView() {
  const t = useT();
  return (
    <DataPage title={t('data.diagnostics')}>
      <Section title={t('status.label')}>
        <StatusDetails />
      </Section>
    </DataPage>
  );
}
