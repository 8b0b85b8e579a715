import type { Message, MessageStatus } from '../../core/queries.ts';
import { useClient, useCommand } from '../client.tsx';
import { useT } from '../i18n/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { classesOf } from '../ui/classes.ts';
import css from './Answer.module.css';

const c = classesOf(css);

export interface AnswerStateProps {
  readonly message: Message;
  readonly status: MessageStatus;
  readonly onAgain: (answer: Message) => void;
}

/** What became of an answer that did not come to its end, and what can be done about it. */
export function AnswerState({ message, status, onAgain }: AnswerStateProps) {
  const t = useT();
  const client = useClient();
  const command = useCommand();
  const { runId } = message;
  const resume = runId === null ? null : () => void command('resume-run', { runId });
  const goOn = () => void command('continue-answer', { answerId: message.id, runId: client.newId() });
  if (status === 'stopped') {
    return (
      <div className={c('state')}>
        <p>{t('chat.note.stopped')}</p>
        {runId !== null && (
          <Button small onPress={goOn}>
            {t('chat.goOn')}
          </Button>
        )}
      </div>
    );
  }
  if (status === 'interrupted') {
    return (
      <div className={c('state')}>
        <p>{t('chat.interrupted')}</p>
        {resume && (
          <Button small onPress={resume}>
            {t('chat.goOn')}
          </Button>
        )}
      </div>
    );
  }
  if (status !== 'failed') return null;
  const retry = message.error?.retryable && resume ? resume : () => onAgain(message);
  return (
    <div className={c('state', 'failed')} role="alert">
      <p>{t('chat.failed', { reason: message.error?.message ?? t('chat.failed.unknown') })}</p>
      <Button small onPress={retry}>
        {t('chat.retry')}
      </Button>
    </div>
  );
}
