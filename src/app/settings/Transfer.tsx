import { useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import { SETTINGS_FILE_CHARS, type SettingsFile, writeSettingsFile } from '../../core/settings/settings-file-text.ts';
import { useClient } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { saveFile } from '../source/save-file.ts';
import { Button } from '../ui/Button.tsx';
import { useToast } from '../ui/Toast.tsx';
import { Section, SettingRow } from './parts.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { useSettings } from './useSettings.ts';

/** Of a file that is chosen, no more is read: a character takes up to four bytes. */
const MOST_BYTES = 4 * SETTINGS_FILE_CHARS + 4;

export interface Brought {
  readonly name: string;
  readonly file: Extract<SettingsFile, { state: 'read' }>;
}

/** The settings as a file: saved, and brought in after a look at what would change. */
export function TransferSection() {
  const t = useT();
  const toast = useToast();
  const client = useClient();
  const { settings } = useSettings();
  const [brought, setBrought] = useState<Brought | null>(null);
  const save = () => {
    if (settings !== undefined) saveFile(new Blob([writeSettingsFile(settings)]), 'hearth-settings.json');
  };
  const read = async () => {
    const picked = await pickFile();
    if (picked === null) return;
    try {
      const text = (await picked.slice(0, MOST_BYTES).text()).slice(0, SETTINGS_FILE_CHARS + 1);
      const file = await client.query('settings-file', { text });
      if (file.state === 'refused') toast.show({ text: t(`settings.transfer.${file.why}`), tone: 'bad' });
      else setBrought({ name: picked.name, file });
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    }
  };
  return (
    <Section title={t('settings.transfer')} intro={t('settings.transfer.intro')} help="settings">
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
