import { useState } from 'react';
import {
  readSettingsFile,
  SETTINGS_FILE_BYTES,
  type SettingsFile,
  writeSettingsFile,
} from '../../core/settings/settings-file.ts';
import { useT } from '../i18n/i18n.tsx';
import { saveFile } from '../source/save-file.ts';
import { Button } from '../ui/Button.tsx';
import { useToast } from '../ui/Toast.tsx';
import { Section, SettingRow } from './parts.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { useSettings } from './useSettings.ts';

export interface Brought {
  readonly name: string;
  readonly file: Extract<SettingsFile, { state: 'read' }>;
}

/** The settings as a file: saved, and brought in after a look at what would change. */
export function TransferSection() {
  const t = useT();
  const toast = useToast();
  const { settings } = useSettings();
  const [brought, setBrought] = useState<Brought | null>(null);
  const save = () => {
    if (settings !== undefined) saveFile(new Blob([writeSettingsFile(settings)]), 'hearth-settings.json');
  };
  const read = async () => {
    const picked = await pickFile();
    if (picked === null || settings === undefined) return;
    // Only as much is read as settings can be; one byte more shows that there is more.
    const file = readSettingsFile(await picked.slice(0, SETTINGS_FILE_BYTES + 1).text(), settings);
    if (file.state === 'refused') toast.show({ text: t(`settings.transfer.${file.why}`), tone: 'bad' });
    else setBrought({ name: picked.name, file });
  };
  return (
    <Section title={t('settings.transfer')} intro={t('settings.transfer.intro')}>
      <SettingRow
        id="settings.transfer.save"
        name={t('settings.transfer.save')}
        help={t('settings.transfer.save.help')}
      >
        <Button onPress={save}>{t('settings.transfer.save.button')}</Button>
      </SettingRow>
      <SettingRow
        id="settings.transfer.read"
        name={t('settings.transfer.read')}
        help={t('settings.transfer.read.help')}
      >
        <Button onPress={() => void read()}>{t('settings.transfer.read.button')}</Button>
      </SettingRow>
      <TransferDialog brought={brought} onClose={() => setBrought(null)} />
    </Section>
  );
}

/** Nothing when the choice was cancelled. */
function pickFile(): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  const picked = new Promise<File | null>((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { once: true });
    input.addEventListener('cancel', () => resolve(null), { once: true });
  });
  input.click();
  return picked;
}
