import type { SettingChange } from '../../core/settings/settings-file-text.ts';
import { useClient, useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { useBytes, useCount } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useToast } from '../ui/Toast.tsx';
import css from './Settings.module.css';
import { SETTINGS_TABLE, type Words } from './settings-table.ts';
import type { Brought } from './Transfer.tsx';

const c = classesOf(css);

/** What a file of settings would change, and what of it is left out, before anything happens. */
export function TransferDialog({
  brought,
  onClose,
}: {
  readonly brought: Brought | null;
  readonly onClose: () => void;
}) {
  const t = useT();
  const apply = useApply();
  const changes = brought?.file.changes ?? [];
  const leftOut = brought?.file.leftOut ?? [];
  const done = async () => {
    await apply(changes);
    onClose();
  };
  return (
    <Dialog
      open={brought !== null}
      onClose={onClose}
      title={t('settings.transfer.title', { name: brought?.name ?? '' })}
      actions={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          {changes.length > 0 && (
            <Button kind="primary" onPress={() => void done()}>
              {t('settings.transfer.apply', { count: changes.length })}
            </Button>
          )}
        </>
      }
    >
      {changes.length === 0 && <p>{t('settings.transfer.same')}</p>}
      <dl className={c('changes')}>
        {changes.map((change) => (
          <Change key={change.key} change={change} />
        ))}
      </dl>
      {leftOut.length > 0 && (
        <>
          <h3 className={c('name')}>{t('settings.transfer.leftOut')}</h3>
          <dl className={c('changes')}>
            {leftOut.map(({ key, why }) => (
              <div key={key}>
                <dt dir="auto">{key}</dt>
                <dd>{t(`settings.transfer.leftOut.${why}`)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Dialog>
  );
}

/** In the words of the settings where the table has them; else as the file has it. */
function Change({ change: { key, from, to } }: { readonly change: SettingChange }) {
  const t = useT();
  const words: Words = { t, bytes: useBytes(), count: useCount() };
  const spec = SETTINGS_TABLE.find((each) => each.key === key);
  const say = spec === undefined ? JSON.stringify : (value: unknown) => spec.say(value as never, words);
  return (
    <div>
      <dt>{spec === undefined ? key : t(spec.name)}</dt>
      <dd>{t('settings.transfer.change', { from: say(from), to: say(to) })}</dd>
    </div>
  );
}

/** All at once, with a way back to what was. */
function useApply(): (changes: readonly SettingChange[]) => Promise<void> {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const toast = useToast();
  const valuesOf = (changes: readonly SettingChange[], which: 'from' | 'to') =>
    ({ settings: Object.fromEntries(changes.map((change) => [change.key, change[which]])) }) as {
      settings: Record<string, never>;
    };
  return async (changes) => {
    const outcome = await command('set-settings', valuesOf(changes, 'to'));
    if (outcome === null) return;
    const undo = async () => void (await client.command('set-settings', valuesOf(changes, 'from')));
    toast.show({
      text: t('settings.transfer.applied', { count: changes.length }),
      action: { label: t('ui.undo'), run: undo },
    });
  };
}
