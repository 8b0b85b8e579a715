import { Copy, ListTree, RotateCcw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../../core/chat/answer.ts';
import type { Message, MessageStatus, TurnView } from '../../core/queries.ts';
import { useCommand, useLive } from '../client.tsx';
import { useLocale, useT } from '../i18n/i18n.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { classesOf } from '../ui/classes.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { useToast } from '../ui/Toast.tsx';
import css from './Answer.module.css';
import { AnswerDetailsDialog } from './AnswerDetailsDialog.tsx';
import {
  answerText,
  doingOf,
  elapsedMs,
  formatSeconds,
  modelFamily,
  notesToShow,
  unsupportedCount,
} from './answer-words.ts';
import { Prose } from './Prose.tsx';
import { Quotes } from './Quotes.tsx';

const c = classesOf(css);

export interface AnswerMessageProps {
  readonly message: Message;
  readonly newest: boolean;
  readonly onAgain: (answer: Message) => void;
}

/** What is committed of an answer, and while it is made, how far it is. */
export function AnswerMessage({ message, newest, onAgain }: AnswerMessageProps) {
  const t = useT();
  const running = message.status === 'running';
  const turn = useLive('turn', running ? { answerId: message.id } : null).value ?? null;
  const status = running ? (turn?.status ?? 'running') : message.status;
  const answer = turn?.answer ?? message.answer;
  return (
    <article className={c('answer')}>
      <h2 className="visually-hidden">{t('chat.hearth')}</h2>
      {answer && <Quotes answer={answer} />}
      {answer && answer.prose.length > 0 && <Prose answer={answer} />}
      {answer &&
        notesToShow(answer).map((note) => (
          <p key={note} className={c(note === 'nothing-found' ? 'nothing' : 'note')}>
            {t(`chat.note.${note}`)}
          </p>
        ))}
      <State message={message} status={status} onAgain={onAgain} />
      {status === 'running' && <Doing answer={answer} turn={turn} />}
      {status !== 'running' && answer && <Meta message={message} answer={answer} onAgain={onAgain} />}
      {newest && <Announcer status={status} answer={answer} />}
    </article>
  );
}

interface StateProps {
  readonly message: Message;
  readonly status: MessageStatus;
  readonly onAgain: (answer: Message) => void;
}

function State({ message, status, onAgain }: StateProps) {
  const t = useT();
  const command = useCommand();
  const { runId } = message;
  const resume = runId === null ? null : () => void command('resume-run', { runId });
  if (status === 'stopped') return <p className={c('note')}>{t('chat.note.stopped')}</p>;
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

/** As high as the meta line that takes its place, so that nothing jumps when the answer is finished. */
function Doing({ answer, turn }: { readonly answer: Answer | null; readonly turn: TurnView | null }) {
  const t = useT();
  const doing = doingOf('running', answer);
  const judged = turn?.judged ?? null;
  if (doing !== 'reordering' || judged === null)
    return <p className={c('doing')}>{doing === null ? '' : t(`chat.stage.${doing}`)}</p>;
  const words = t('chat.stage.reordering.progress', { ...judged });
  return (
    <div className={c('doing')}>
      <span>{words}</span>
      <div className={c('progress')}>
        <ProgressBar label={t('chat.stage.reordering')} done={judged.done} total={judged.total} valueText={words} />
      </div>
    </div>
  );
}

interface MetaProps {
  readonly message: Message;
  readonly answer: Answer;
  readonly onAgain: (answer: Message) => void;
}

function Meta({ message, answer, onAgain }: MetaProps) {
  const t = useT();
  const locale = useLocale();
  const toast = useToast();
  const [details, setDetails] = useState(false);
  const elapsed = elapsedMs(answer);
  const unsupported = unsupportedCount(answer);
  const copy = async () => {
    await navigator.clipboard.writeText(answerText(answer));
    toast.show({ text: t('chat.copied') });
  };
  return (
    <div className={c('meta')}>
      {answer.quotes.length > 0 && (
        <span>{answer.model === null ? t('chat.noModel') : t('chat.model', { model: modelFamily(answer.model) })}</span>
      )}
      {answer.passages.length > 0 && <span>{t('chat.passages', { count: answer.passages.length })}</span>}
      {elapsed !== null && <span>{t('chat.seconds', { value: formatSeconds(elapsed, locale) })}</span>}
      {unsupported > 0 && (
        <Chip icon={TriangleAlert} tone="warn" onPress={() => setDetails(true)}>
          {t('chat.unsupportedCount', { count: unsupported })}
        </Chip>
      )}
      <span className={c('actions')}>
        <IconButton icon={Copy} size={16} label={t('chat.copy')} onPress={() => void copy()} />
        <IconButton icon={RotateCcw} size={16} label={t('chat.again')} onPress={() => onAgain(message)} />
        <IconButton icon={ListTree} size={16} label={t('chat.details')} onPress={() => setDetails(true)} />
      </span>
      {details && <AnswerDetailsDialog answerId={message.id} shown={answer} onClose={() => setDetails(false)} />}
    </div>
  );
}

/** Says the few moments that matter, once each. */
function Announcer({ status, answer }: { readonly status: MessageStatus; readonly answer: Answer | null }) {
  const t = useT();
  const [watched] = useState(status === 'running');
  const found = answer?.quotes.length ?? 0;
  let words = '';
  if (status === 'stopped') words = t('chat.say.stopped');
  else if (status === 'done') words = t(found === 0 ? 'chat.say.nothing' : 'chat.say.done');
  else if (status === 'running' && found > 0) words = t('chat.say.quoted', { count: found });
  return (
    <div role="status" className="visually-hidden">
      {watched ? words : ''}
    </div>
  );
}
