import { tellsRoom } from '../../core/diagnostics/room.ts';
import type { EmbeddingState } from '../../core/queries.ts';
import { useConnection, useLive } from '../client.tsx';
import { useSay, useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { useBytes } from '../ui/Bytes.tsx';
import { classesOf } from '../ui/classes.ts';
import { useInstallState, usePwa } from './pwa.tsx';
import css from './StatusDetails.module.css';
import { StatusLine } from './StatusLine.tsx';
import { ModelLine, OfflineLine } from './status-lines.tsx';

const c = classesOf(css);

/** Everything that the status light stands for, in sentences. */
export function StatusDetails() {
  const t = useT();
  const bytes = useBytes();
  const { value: status } = useLive('status', {});
  const { install } = usePwa();
  const installState = useInstallState();
  return (
    <ul className={c('lines')}>
      <ConnectionLine />
      <OfflineLine />
      {status !== undefined && status.indexing.waiting > 0 && (
        <StatusLine tone="wait">{t('status.indexing', { count: status.indexing.waiting })}</StatusLine>
      )}
      {status !== undefined && status.embedding.state === 'degraded' && (
        <StatusLine tone="warn">{t('status.learning.failed', { reason: status.embedding.reason })}</StatusLine>
      )}
      {status !== undefined && <LearningLine state={status.embedding} />}
      {status !== undefined && status.pictures.state === 'degraded' && (
        <StatusLine tone="warn">{t('pictures.degraded', { reason: status.pictures.reason })}</StatusLine>
      )}
      {status !== undefined && (status.pictures.state === 'reading' || status.pictures.state === 'paused') && (
        <StatusLine tone="wait">{t('pictures.status', { count: status.pictures.waiting })}</StatusLine>
      )}
      {status?.store.persistent === false && (
        <StatusLine tone="warn">{t('status.memory.banner', { reason: status.engineReason ?? '' })}</StatusLine>
      )}
      <ModelLine />
      {status !== undefined && status.storage.quotaBytes > 0 && (
        <StatusLine tone="ok">
          {t(tellsRoom(status.storage) ? 'status.storage' : 'status.storage.used', {
            used: bytes(status.storage.usageBytes),
            free: bytes(Math.max(0, status.storage.quotaBytes - status.storage.usageBytes)),
          })}
        </StatusLine>
      )}
      {installState === 'available' && (
        <li>
          <Button small onPress={() => void install.install()}>
            {t('install.button')}
          </Button>
        </li>
      )}
    </ul>
  );
}

/** Only while there is something to learn. */
function LearningLine({ state }: { readonly state: EmbeddingState }) {
  const t = useT();
  const { waiting: count } = state;
  if (count === 0) return null;
  if (state.state === 'learning') return <StatusLine tone="wait">{t('status.learning', { count })}</StatusLine>;
  if (state.state === 'fetching')
    return <StatusLine tone="wait">{t('status.learning.fetching', { count })}</StatusLine>;
  if (state.state !== 'paused') return null;
  return <StatusLine tone="wait">{t(`status.learning.${state.why}`, { count })}</StatusLine>;
}

function ConnectionLine() {
  const t = useT();
  const say = useSay();
  const connection = useConnection();
  switch (connection.state) {
    case 'starting':
      return <StatusLine tone="wait">{t('status.starting')}</StatusLine>;
    case 'reconnecting':
      return <StatusLine tone="wait">{t('status.reconnecting')}</StatusLine>;
    case 'stuck':
      return <StatusLine tone="warn">{connection.message || t('status.stuck.default')}</StatusLine>;
    case 'failed':
      return <StatusLine tone="warn">{say(connection.error.message)}</StatusLine>;
    case 'ready':
      return <StatusLine tone="ok">{t(connection.role === 'leader' ? 'status.leader' : 'status.follower')}</StatusLine>;
  }
}
