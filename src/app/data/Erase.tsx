import { useState } from 'react';
import { useT } from '../i18n/i18n.tsx';
import { EraseDialog } from '../recovery/EraseDialog.tsx';
import { Section, SettingRow } from '../settings/parts.tsx';
import { Button } from '../ui/Button.tsx';

/** Takes Hearth off this browser. */
export function EraseSection() {
  const t = useT();
  const [asking, setAsking] = useState(false);
  return (
    <Section title={t('recovery.erase')}>
      <SettingRow name={t('recovery.erase.help')} help={`${t('recovery.erase.not')} ${t('recovery.erase.export')}`}>
        <Button kind="danger" onPress={() => setAsking(true)}>
          {t('recovery.erase.open')}
        </Button>
      </SettingRow>
      <EraseDialog open={asking} onClose={() => setAsking(false)} keepFirst={t('recovery.erase.export')} />
    </Section>
  );
}
