import { useLive } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { useBytes, useCount } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { useModelControl } from './model.tsx';
import { modelWords } from './model-words.ts';
import { useUpdateState } from './pwa.tsx';
import css from './StatusDetails.module.css';
import { StatusLine } from './StatusLine.tsx';

const c = classesOf(css);

/** Whether Hearth opens without a network: what the service worker says, not a hope. */
export function OfflineLine() {
  const t = useT();
  const count = useCount();
  const { offline, progress } = useUpdateState();
  if (offline === 'ready') return <StatusLine tone="ok">{t('offline.ready')}</StatusLine>;
  if (offline === 'preparing') {
    const text =
      progress === null
        ? t('offline.preparing')
        : t('offline.progress', { kept: count(progress.kept), total: count(progress.total) });
    return <StatusLine tone="wait">{text}</StatusLine>;
  }
  return <StatusLine tone="warn">{t(offline === 'off' ? 'offline.off' : 'offline.failed')}</StatusLine>;
}

/** What the model is doing, with what can be done about it. */
export function ModelLine({ lead }: { readonly lead?: string }) {
  const t = useT();
  const bytes = useBytes();
  const { value: status } = useLive('status', {});
  const { load, pause } = useModelControl();
  if (status === undefined) return lead === undefined ? null : <StatusLine tone="wait">{lead}</StatusLine>;
  const { state } = status.model;
  const words = modelWords(state, t, bytes);
  const tone =
    state.state === 'ready' || state.state === 'stored' ? 'ok' : state.state === 'degraded' ? 'warn' : 'wait';
  const more = (
    <>
      {state.state === 'fetching' && (
        <div className={c('bar')}>
          <ProgressBar label={t('model.progress')} done={state.doneBytes} total={state.totalBytes} valueText={words} />
        </div>
      )}
      {state.state === 'fetching' && (
        <Button kind="link" onPress={pause}>
          {t('model.pause')}
        </Button>
      )}
      {(state.state === 'absent' || state.state === 'degraded') && (
        <Button kind="link" onPress={load}>
          {t(state.state === 'absent' ? 'model.load' : 'ui.retry')}
        </Button>
      )}
    </>
  );
  return (
    <StatusLine tone={lead === undefined ? tone : tone === 'ok' ? 'ok' : 'warn'} more={more}>
      {lead && `${lead} `}
      {words}
    </StatusLine>
  );
}
