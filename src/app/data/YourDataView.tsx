import { useT } from '../i18n/i18n.tsx';
import { StorageSection } from '../settings/Storage.tsx';
import { BackupsSection } from './backups/BackupsSection.tsx';
import { DataPage } from './DataPage.tsx';
import { EraseSection } from './Erase.tsx';
import { ExportSection } from './export/ExportSection.tsx';
import { GrowthSections } from './growth/GrowthSections.tsx';
import { HealthSection } from './Health.tsx';
import { PlacesSection } from './Places.tsx';
import { RetentionSection } from './Retention.tsx';

/** What lies in this browser, and all that keeps it safe: one section for each part. */
export function YourDataView() {
  const t = useT();
  return (
    <DataPage title={t('data.title')}>
      <StorageSection />
      <HealthSection />
      <GrowthSections />
      <PlacesSection />
      <BackupsSection />
      <ExportSection />
      <RetentionSection />
      <EraseSection />
    </DataPage>
  );
}
