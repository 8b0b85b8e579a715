import { useState } from 'react';
import { toAppError } from '../../core/errors.ts';
import { useClient, useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { useModelControl } from '../shell/model.tsx';
import { modelWords } from '../shell/model-words.ts';
import { Button } from '../ui/Button.tsx';
import { useBytes } from '../ui/Bytes.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { useToast } from '../ui/Toast.tsx';
import { Section, SettingRow } from './parts.tsx';
import { SettingRows } from './SettingControl.tsx';

export function ModelSection() {
  const t = useT();
  return (
    <Section title={t('settings.model')} intro={t('settings.model.intro')} help="models">
      <SettingRows section="model" />
      <ModelRow />
    </Section>
  );
}

function ModelRow() {
  const t = useT();
  const bytes = useBytes();
  const { value: status } = useLive('status', {});
  const { load, pause } = useModelControl();
  const { removing, remove } = useRemoveModel();
  if (status === undefined) return null;
  const { name, state } = status.model;
  const words = modelWords(state, t, bytes);
  const here = state.state === 'stored' || state.state === 'ready';
  return (
    <>
      <SettingRow name={name} help={words}>
        {(state.state === 'absent' || state.state === 'degraded') && (
          <Button onPress={load}>{t(state.state === 'absent' ? 'model.load' : 'ui.retry')}</Button>
        )}
        {state.state === 'fetching' && <Button onPress={pause}>{t('model.pause')}</Button>}
        {here && (
          <Button isDisabled={removing} onPress={() => void remove()}>
            {t('settings.model.remove')}
          </Button>
        )}
      </SettingRow>
      {state.state === 'fetching' && (
        <ProgressBar label={t('model.progress')} done={state.doneBytes} total={state.totalBytes} valueText={words} />
      )}
    </>
  );
}

function useRemoveModel(): { readonly removing: boolean; readonly remove: () => Promise<void> } {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const [removing, setRemoving] = useState(false);
  const remove = async () => {
    setRemoving(true);
    try {
      await client.removeModel();
      toast.show({ text: t('settings.model.removed') });
    } catch (thrown) {
      toast.show({ text: toAppError(thrown).message, tone: 'bad' });
    } finally {
      setRemoving(false);
    }
  };
  return { removing, remove };
}
